package ai.kubernaut.we.testkit.embedded.traffic;

/** What a request is about and who sends it. */
public interface RequestFacts {
  /**
   * Kubernetes verb: {@code get}, {@code list}, {@code watch}, {@code create}, {@code update},
   * {@code patch}, {@code delete}, {@code deletecollection}; the HTTP method in lower case for
   * paths that lead to no resource.
   */
  String verb();

  /** API group; empty for the core group and for paths that lead to no resource. */
  String group();

  /** Plural, or the whole path where it leads to no resource. */
  String resource();

  /** Empty for the object itself. */
  String subresource();

  /** Empty for cluster scope and for all namespaces. */
  String namespace();

  /** Empty for collections. */
  String name();

  String userAgent();

  /** Whether the request could change anything. */
  default boolean isWrite() {
    return switch (verb()) {
      case "create", "update", "patch", "delete", "deletecollection" -> true;
      default -> false;
    };
  }
}
