package ai.kubernaut.we.e2e;

import ai.kubernaut.we.api.ConditionType;
import ai.kubernaut.we.e2e.wire.Route;
import ai.kubernaut.we.kubernetes.Json;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Set;

/** The side effects of an execution's life after which a controller may be gone. */
enum CrashPoint {
  FINALIZER("patch", "workflowexecutions", Child.ABSENT) {
    @Override
    boolean is(Route route, JsonObject body) {
      return !Json.strings(body, "metadata", "finalizers").isEmpty();
    }
  },
  LOCK("create", "leases", Child.ABSENT),
  CHILD("create", "", Child.HELD),
  RUNNING("patch", "workflowexecutions", Child.HELD) {
    @Override
    boolean is(Route route, JsonObject body) {
      return phase(body).equals("Running");
    }
  },
  START("patch", "", Child.STARTED) {
    @Override
    boolean is(Route route, JsonObject body) {
      return body.has("spec");
    }
  },
  TERMINAL("patch", "workflowexecutions", Child.ENDED) {
    @Override
    boolean is(Route route, JsonObject body) {
      return List.of("Completed", "Failed").contains(phase(body));
    }
  },
  /** The sink has the events, and nothing says so yet. */
  AUDIT("patch", "workflowexecutions", Child.ENDED) {
    @Override
    boolean is(Route route, JsonObject body) {
      return Json.objects(body, "status", "conditions").stream()
          .filter(c -> Json.string(c, "type").orElse("").equals(ConditionType.AUDIT_RECORDED + ""))
          .anyMatch(c -> Json.string(c, "status").orElse("").equals("True"));
    }
  },
  EVENT("create", "events", Child.ENDED) {
    @Override
    boolean is(Route route, JsonObject body) {
      return Json.string(body, "reason").orElse("").equals("WorkflowCompleted");
    }
  },
  CHILD_DELETE("delete", "", Child.ENDED),
  CHILD_FINALIZER("patch", "", Child.ABSENT) {
    @Override
    boolean is(Route route, JsonObject body) {
      return !body.has("spec") && Json.at(body, "metadata", "finalizers").isPresent();
    }
  },
  LOCK_DELETE("delete", "leases", Child.ABSENT);

  private static final Set<String> CHILDREN = Set.of("jobs", "pipelineruns");

  /** What there is of a child at that point. */
  enum Child {
    ABSENT,
    HELD,
    STARTED,
    ENDED
  }

  private final String verb;
  private final String resource;
  private final Child child;

  /**
   * A point.
   *
   * @param resource that is written; empty for a child
   */
  CrashPoint(String verb, String resource, Child child) {
    this.verb = verb;
    this.resource = resource;
    this.child = child;
  }

  Child child() {
    return child;
  }

  /** Whether a request is this side effect. */
  final boolean matches(Route route, JsonObject body) {
    boolean ofType =
        resource.isEmpty()
            ? CHILDREN.contains(route.resource())
            : resource.equals(route.resource());
    return route.verb().equals(verb) && ofType && is(route, body);
  }

  boolean is(Route route, JsonObject body) {
    return true;
  }

  private static String phase(JsonObject body) {
    return Json.string(body, "status", "phase").orElse("");
  }
}
