package ai.kubernaut.we.testkit.embedded.http;

import java.util.List;
import java.util.Optional;

/**
 * A path to objects, taken apart.
 *
 * @param group API group; empty for the core group
 * @param version version
 * @param namespace empty when the path names none
 * @param resource plural
 * @param name empty for collections
 * @param subresource empty for the object itself; more segments are joined by a slash
 * @param watch whether it is one of the old paths that begin a watch
 */
record ResourcePath(
    String group,
    String version,
    String namespace,
    String resource,
    String name,
    String subresource,
    boolean watch) {

  /** The parts of a path that leads to a resource; empty for other paths. */
  static Optional<ResourcePath> parse(List<String> segments) {
    if (segments.size() >= 3 && segments.get(0).equals("api")) {
      return Optional.of(below("", segments.get(1), segments.subList(2, segments.size())));
    }
    if (segments.size() >= 4 && segments.get(0).equals("apis")) {
      List<String> rest = segments.subList(3, segments.size());
      return Optional.of(below(segments.get(1), segments.get(2), rest));
    }
    return Optional.empty();
  }

  private static ResourcePath below(String group, String version, List<String> rest) {
    boolean watch = rest.get(0).equals("watch") && rest.size() > 1;
    return inside(group, version, watch ? rest.subList(1, rest.size()) : rest, watch);
  }

  private static ResourcePath inside(
      String group, String version, List<String> rest, boolean watch) {
    boolean ofNamespace =
        rest.get(0).equals("namespaces")
            && rest.size() > 2
            && !(group.isEmpty() && List.of("status", "finalize").contains(rest.get(2)));
    String namespace = ofNamespace ? rest.get(1) : "";
    List<String> own = ofNamespace ? rest.subList(2, rest.size()) : rest;
    String name = own.size() > 1 ? own.get(1) : "";
    String subresource = own.size() > 2 ? String.join("/", own.subList(2, own.size())) : "";
    return new ResourcePath(group, version, namespace, own.get(0), name, subresource, watch);
  }
}
