package ai.kubernaut.we.controller;

import ai.kubernaut.we.api.Names;
import ai.kubernaut.we.controller.config.Configuration;
import ai.kubernaut.we.controller.runtime.LeaderCallbacks;
import ai.kubernaut.we.controller.runtime.LeaseElector;
import ai.kubernaut.we.controller.runtime.LeaseTiming;
import ai.kubernaut.we.controller.runtime.WorkQueue;
import ai.kubernaut.we.kubernetes.Connection;
import ai.kubernaut.we.kubernetes.KubernetesApi;
import ai.kubernaut.we.kubernetes.ResourceType;
import com.google.gson.JsonObject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether this process may work: as the elected leader, or as the only one. */
interface Leadership {

  Logger log = LoggerFactory.getLogger(Leadership.class);
  long LOOK_AGAIN = 10_000;

  boolean leads();

  /** Returns once it is sought, or once the only process may work. */
  void seek() throws InterruptedException;

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
      WorkQueue<?> queue,
      NamespaceMove move) {
    if (!configuration.leaderElection()) {
      return new Alone(lead, move);
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

          @Override
          public Optional<String> objection(JsonObject lease) {
            return move.objection(lease);
          }

          @Override
          public Map<String, String> marks() {
            return Map.of(
                Names.EXECUTION_NAMESPACE_ANNOTATION, move.settings().get().executionNamespace());
          }
        };
    String namespace = configuration.leaderElectionNamespace().orElse(connection.namespace());
    return new Elected(
        new LeaseElector(
            api,
            ResourceType.LEASES.named(namespace, configuration.leaderElectionId()),
            identity,
            timing(configuration),
            callbacks,
            InstantSource.system(),
            System::nanoTime));
  }

  /** Others look twice as often as the leader renews: what is let go is taken soon. */
  static LeaseTiming timing(Configuration.Controller configuration) {
    return new LeaseTiming(
        configuration.leaseDuration(),
        configuration.renewDeadline(),
        configuration.retryPeriod(),
        configuration.retryPeriod().dividedBy(2));
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
  record Alone(Runnable lead, NamespaceMove move) implements Leadership {
    @Override
    public boolean leads() {
      return true;
    }

    @Override
    public void seek() throws InterruptedException {
      for (Optional<String> reason = move.objection();
          reason.isPresent();
          reason = move.objection()) {
        log.error("Nothing is done: {}", reason.get());
        Thread.sleep(LOOK_AGAIN);
      }
      lead.run();
    }

    @Override
    public void resign(Duration longest) {}
  }
}
