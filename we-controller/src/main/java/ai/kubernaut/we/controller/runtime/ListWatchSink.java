package ai.kubernaut.we.controller.runtime;

import ai.kubernaut.we.kubernetes.ApiError;
import ai.kubernaut.we.kubernetes.WatchEvent;
import com.google.gson.JsonObject;

/** Gets what a {@link ListWatch} hears from the API, in its thread. */
interface ListWatchSink {

  /** A list begins; its objects follow. */
  void listing();

  void listed(JsonObject object);

  /** All objects of the list were given. */
  void listEnded();

  void event(WatchEvent event);

  /** The server answered, whatever it said, or accepted a watch. */
  void contact();

  /** The server does not serve this type. */
  void notServed();

  /** A list or watch failed. */
  void failed(ApiError error);

  void relisted();

  void watchRestarted();
}
