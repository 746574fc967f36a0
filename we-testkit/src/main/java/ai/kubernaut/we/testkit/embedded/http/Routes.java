package ai.kubernaut.we.testkit.embedded.http;

import ai.kubernaut.we.testkit.embedded.resource.ResourceType;
import ai.kubernaut.we.testkit.embedded.status.Refusal;
import java.util.List;

/** Which verbs a type has at which paths. Custom and built-in types say no in different ways. */
final class Routes {
  private static final List<String> VERBS =
      List.of("get", "list", "watch", "create", "update", "patch", "delete", "deletecollection");

  private Routes() {}

  /** Refuses what has no handler. */
  static void require(ResourceType type, ResourcePath path, Request request) {
    String verb = request.verb();
    if (type.custom()) {
      requireCustom(type, path, verb);
    } else {
      requireBuiltIn(type, path, verb, request.method());
    }
  }

  private static void requireCustom(ResourceType type, ResourcePath path, String verb) {
    boolean placed = !path.namespace().isEmpty();
    boolean everywhere = verb.equals("list") || verb.equals("watch");
    if (type.namespaced() != placed && !(type.namespaced() && everywhere)) {
      throw new PageNotFound();
    }
    if (!path.subresource().isEmpty() && !type.subresources().contains(first(path))) {
      throw Refusal.notFound(type.named(path.name()));
    }
    if (!verbs(first(path)).contains(verb)) {
      throw Refusal.verbNotSupported(type.named(""), VERBS.contains(verb) ? verb : "");
    }
    if (path.name().isEmpty() && (verb.equals("update") || verb.equals("patch"))) {
      throw Refusal.badRequest("name must be provided");
    }
  }

  private static void requireBuiltIn(
      ResourceType type, ResourcePath path, String verb, String method) {
    boolean placed = !path.namespace().isEmpty();
    if (type.namespaced() ? !placed && !path.name().isEmpty() : placed) {
      throw Refusal.noSuchResource();
    }
    if (!path.subresource().isEmpty() && !type.subresources().contains(path.subresource())) {
      throw Refusal.noSuchResource();
    }
    boolean whole = !path.subresource().isEmpty() || isWhole(type, path, verb);
    if (!whole || method.equals("HEAD") || !verbs(path.subresource()).contains(verb)) {
      throw Refusal.methodNotAllowed();
    }
  }

  /** Whether a verb on objects or collections finds what it is about in the path. */
  private static boolean isWhole(ResourceType type, ResourcePath path, String verb) {
    boolean named = !path.name().isEmpty();
    boolean placed = !type.namespaced() || !path.namespace().isEmpty();
    return switch (verb) {
      case "create" -> !named && placed;
      case "update", "patch", "delete" -> named;
      case "deletecollection" -> placed && type.verbs().contains(verb);
      default -> true;
    };
  }

  /** The verbs of a subresource, or of the object itself. */
  static List<String> verbs(String subresource) {
    return switch (subresource) {
      case "" -> VERBS;
      case "eviction" -> List.of("create");
      case "finalize" -> List.of("update");
      default -> List.of("get", "patch", "update");
    };
  }

  /** The subresource that counts: custom resources overlook what follows. */
  static String first(ResourcePath path) {
    return path.subresource().split("/", 2)[0];
  }
}
