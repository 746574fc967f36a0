package ai.kubernaut.we.kubernetes;

/** What every object held from a watch says about itself. */
public interface Watched {

  /** Empty for cluster-scoped objects. */
  String namespace();

  String name();

  String uid();

  String resourceVersion();
}
