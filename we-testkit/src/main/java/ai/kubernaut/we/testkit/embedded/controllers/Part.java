package ai.kubernaut.we.testkit.embedded.controllers;

import ai.kubernaut.we.testkit.embedded.kubelet.KubeletScript;

/** The simulated parts of a cluster. */
public enum Part {
  GARBAGE_COLLECTOR,
  NAMESPACE,
  JOB,
  KUBELET;

  Controller controller(Cluster cluster, ControllerLoop loop, KubeletScript script) {
    return switch (this) {
      case GARBAGE_COLLECTOR -> new GarbageCollector(cluster, loop);
      case NAMESPACE -> new NamespaceLifecycle(cluster, loop);
      case JOB -> new JobController(cluster, loop);
      case KUBELET -> new Kubelet(cluster, loop, script);
    };
  }
}
