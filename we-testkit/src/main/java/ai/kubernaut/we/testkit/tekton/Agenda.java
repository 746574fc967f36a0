package ai.kubernaut.we.testkit.tekton;

import ai.kubernaut.we.kubernetes.ResourceType;
import com.google.gson.JsonObject;
import java.time.Duration;

/** What is to be done later, on the simulation's only thread. */
interface Agenda {

  void later(Duration delay, Runnable act);

  /** Looks at an object, as it is then. */
  void lookAgain(ResourceType type, JsonObject object, Duration delay);
}
