package ai.kubernaut.we.controller;

import ai.kubernaut.we.controller.config.Configuration;
import ai.kubernaut.we.controller.runtime.LeaderCallbacks;
import ai.kubernaut.we.controller.runtime.LeaseElector;
import ai.kubernaut.we.controller.runtime.LeaseTiming;
import ai.kubernaut.we.controller.runtime.WorkQueue;
import ai.kubernaut.we.kubernetes.Connection;
import ai.kubernaut.we.kubernetes.KubernetesApi;
import ai.kubernaut.we.kubernetes.ResourceType;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;

/** Whether this process may work: as the elected leader, or as the only one. */
interface Leadership {

  boolean leads();

  void seek();

  void resign(Duration longest) throws InterruptedException;

  /** Unique among all processes that ever were. */
  static String identity() {
    return Optional.ofNullable(System.getenv("HOSTNAME")).orElse("we-controller")
        + "_"
        + UUID.randomUUID();
  }

  static Leadership of(
      KubernetesApi api,
      Connection connection,
      Configuration.Controller configuration,
      String identity,
      Runnable lead,
      WorkQueue<?> queue) {
    if (!configuration.leaderElection()) {
      return new Alone(lead);
    }
    LeaderCallbacks callbacks =
        new LeaderCallbacks() {
          @Override
          public void startedLeading() {
            lead.run();
          }

          @Override
          public void stoppedLeading() {
            queue.pause();
          }
        };
    String namespace = configuration.leaderElectionNamespace().orElse(connection.namespace());
    return new Elected(
        new LeaseElector(
            api,
            ResourceType.LEASES.named(namespace, configuration.leaderElectionId()),
            identity,
            LeaseTiming.DEFAULT,
            callbacks,
            InstantSource.system(),
            System::nanoTime));
  }

  /** One of several replicas. */
  record Elected(LeaseElector elector) implements Leadership {
    @Override
    public boolean leads() {
      return elector.isLeader();
    }

    @Override
    public void seek() {
      elector.start();
    }

    @Override
    public void resign(Duration longest) throws InterruptedException {
      elector.stop(longest);
    }
  }

  /** The only replica, by configuration. */
  record Alone(Runnable lead) implements Leadership {
    @Override
    public boolean leads() {
      return true;
    }

    @Override
    public void seek() {
      lead.run();
    }

    @Override
    public void resign(Duration longest) {}
  }
}
