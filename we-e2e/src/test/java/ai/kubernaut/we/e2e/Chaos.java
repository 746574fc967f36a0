package ai.kubernaut.we.e2e;

import ai.kubernaut.we.api.ConditionType;
import ai.kubernaut.we.api.WorkflowExecution;
import ai.kubernaut.we.controller.config.InvalidConfiguration;
import ai.kubernaut.we.e2e.wire.Journal;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * A while in which everything goes wrong: people and bystanders meddle, replicas crash and are cut
 * off, and the network loses, delays, doubles and refuses requests. Then it is calm, and everything
 * has to come to its end.
 */
final class Chaos implements AutoCloseable {

  static final Duration COOLDOWN = Duration.ofSeconds(1);

  private static final int ACTS = 120;
  private static final int LONGEST_PAUSE = 120;
  private static final double FAULTS = 0.3;

  private final long seed;
  private final Random random;
  private final Cluster cluster;
  private final User user;
  private final Meddling meddling;
  private final Journal journal = new Journal();
  private final History history;
  private final Deque<Replica> replicas = new ArrayDeque<>();
  private final List<Replica> crashed = new ArrayList<>();
  private int started;

  private Chaos(Cluster cluster, long seed) {
    this.cluster = cluster;
    this.seed = seed;
    this.random = new Random(seed);
    this.user = new User(cluster);
    this.meddling = new Meddling(cluster, user, random);
    this.history = History.of(cluster);
  }

  static Chaos over(Cluster cluster, long seed) {
    return new Chaos(cluster, seed);
  }

  Journal journal() {
    return journal;
  }

  History history() {
    return history;
  }

  /** Where the replicas have written their audit events. */
  List<Path> audits() {
    return Stream.iterate(1, i -> i <= started, i -> i + 1)
        .map(i -> Replica.audit(cluster, name(i)))
        .toList();
  }

  /** All Events, statuses and metrics, as they are now. */
  String told() throws IOException, InterruptedException {
    StringBuilder all = new StringBuilder();
    meddling.names().stream()
        .flatMap(name -> user.execution(name).stream())
        .forEach(execution -> all.append(execution.status()));
    all.append(user.allEvents());
    for (Replica replica : replicas) {
      all.append(Scrape.of(replica.metricsPort()).text());
    }
    return all.toString();
  }

  void run() throws Exception {
    addReplica();
    addReplica();
    meddling.obstruct();
    for (int acts = 0; acts < ACTS; acts++) {
      disturb();
      Thread.sleep(random.nextInt(LONGEST_PAUSE));
    }
    replicas.forEach(replica -> replica.proxy().mend());
    replicas.forEach(replica -> replica.proxy().calm());
  }

  private void disturb() throws IOException, InvalidConfiguration {
    int dice = random.nextInt(100);
    if (dice < 3) {
      crashOne();
    } else if (dice < 7) {
      cutOff();
    } else {
      meddling.act();
    }
  }

  private static String name(int replica) {
    return "replica-" + replica;
  }

  private void addReplica() throws IOException, InvalidConfiguration {
    started++;
    replicas.add(Replica.start(cluster, journal, name(started), COOLDOWN, seed + started, FAULTS));
  }

  private void crashOne() throws IOException, InvalidConfiguration {
    Replica victim = replicas.removeFirst();
    victim.crash();
    crashed.add(victim);
    addReplica();
  }

  /** Long enough for another one to take over. */
  private void cutOff() {
    Replica victim = replicas.peekFirst();
    victim.proxy().sever();
    long millis = 1_000L + random.nextInt(4_000);
    Thread mender =
        new Thread(
            () -> {
              try {
                Thread.sleep(millis);
                victim.mend();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "mender");
    mender.setDaemon(true);
    mender.start();
  }

  /**
   * Waits until all has ended, everything is cleaned up, new work is done, and nothing is asked.
   */
  void awaitCalm() {
    meddling.runOnEveryTarget();
    try {
      meddling.names().forEach(name -> User.await("the end of " + name, () -> hasEnded(name)));
      User.await("nothing being left", () -> left().isEmpty());
      awaitSilence();
    } catch (ConditionTimeoutException late) {
      throw new AssertionError(late.getMessage() + "\n" + describe(), late);
    }
  }

  /** What is at rest costs nothing; only the lease goes on, and watches. */
  private void awaitSilence() {
    AtomicLong before = new AtomicLong(-1);
    Awaitility.await("silence")
        .pollInterval(Duration.ofMillis(1_500))
        .atMost(Duration.ofSeconds(60))
        .until(() -> before.getAndSet(asked()) == asked());
  }

  private long asked() {
    return journal.exchanges().stream()
        .filter(e -> !e.route().verb().equals("watch"))
        .filter(e -> !e.route().namespace().equals("kubernaut-system"))
        .count();
  }

  private boolean hasEnded(String name) {
    Optional<WorkflowExecution> execution = user.execution(name);
    return execution.isEmpty()
        || (execution.get().terminal() && !execution.get().deleting() && audited(name));
  }

  private boolean audited(String name) {
    return user.condition(name, ConditionType.AUDIT_RECORDED).filter(c -> c.isTrue()).isPresent();
  }

  private List<JsonObject> left() {
    return Stream.of(user.leases(), user.jobs(), user.pods())
        .flatMap(List::stream)
        .filter(object -> !Meddling.isForeign(object))
        .toList();
  }

  private String describe() {
    String executions =
        meddling.names().stream()
            .filter(name -> !hasEnded(name))
            .flatMap(name -> user.found(User.EXECUTIONS.named("default", name)).stream())
            .map(JsonObject::toString)
            .collect(Collectors.joining("\n"));
    return executions + left().stream().map(o -> "\nleft: " + o).collect(Collectors.joining());
  }

  @Override
  public void close() {
    replicas.forEach(Replica::close);
    crashed.forEach(replica -> replica.proxy().close());
    history.close();
  }
}
