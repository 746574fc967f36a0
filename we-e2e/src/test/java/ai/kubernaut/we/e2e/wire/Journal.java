package ai.kubernaut.we.e2e.wire;

import ai.kubernaut.we.kubernetes.Json;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** What all controllers of a cluster have asked for, and what became of it. Watches apart. */
public final class Journal {

  private final List<Entry> entries = new ArrayList<>();
  private long now;
  private long writes;

  /** A request while it is on its way. */
  final class Entry {
    private final String replica;
    private final Route route;
    private final long arrived;
    private Fault fault = Fault.NONE;
    private JsonObject body = new JsonObject();
    private int code;
    private JsonObject answer = new JsonObject();
    private long answered;

    private Entry(String replica, Route route, long arrived) {
      this.replica = replica;
      this.route = route;
      this.arrived = arrived;
    }

    void meets(Fault what, String sent) {
      synchronized (Journal.this) {
        fault = what;
        body = Json.parse(sent).orElseGet(JsonObject::new);
      }
    }

    void serverSaid(int status, String text) {
      synchronized (Journal.this) {
        code = status;
        writes += route.isWrite() ? 1 : 0;
        answer = route.isWrite() ? Json.parse(text).orElseGet(JsonObject::new) : answer;
      }
    }

    Route route() {
      return route;
    }

    JsonObject body() {
      synchronized (Journal.this) {
        return body;
      }
    }

    void answered() {
      synchronized (Journal.this) {
        answered = ++now;
      }
    }

    private Exchange exchange() {
      return new Exchange(replica, arrived, route, fault, body, code, answer, answered);
    }
  }

  synchronized Entry arrived(String replica, Route route) {
    Entry entry = new Entry(replica, route, ++now);
    entries.add(entry);
    return entry;
  }

  /** The same request once more. */
  synchronized Entry again(Entry entry) {
    Entry second = arrived(entry.replica, entry.route);
    second.fault = entry.fault;
    second.body = entry.body;
    return second;
  }

  /** All of it, in the order in which it came in. */
  public synchronized List<Exchange> exchanges() {
    return entries.stream().map(Entry::exchange).toList();
  }

  /** How many requests to change something the server has answered. */
  public synchronized long writes() {
    return writes;
  }

  /** How many requests there were. */
  public synchronized int size() {
    return entries.size();
  }
}
