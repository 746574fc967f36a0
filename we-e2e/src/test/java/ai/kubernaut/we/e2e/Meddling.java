package ai.kubernaut.we.e2e;

import ai.kubernaut.we.core.target.LockName;
import ai.kubernaut.we.kubernetes.Deletion;
import ai.kubernaut.we.kubernetes.Json;
import ai.kubernaut.we.kubernetes.ResourceRef;
import ai.kubernaut.we.kubernetes.ResourceType;
import com.google.gson.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;

/**
 * People who create, cancel and delete executions, and bystanders who delete, suspend and edit what
 * belongs to them. What they do is random, by a seed.
 */
final class Meddling {

  /** The value of a parameter: it may reach nothing that a controller tells. */
  static final String SECRET = "hunter2-canary-7f3a";

  static final int TARGETS = 5;

  /** Under these targets' names there are objects of somebody else. */
  private static final List<String> FOREIGN = List.of("foreign-job", "foreign-lease");

  /** The first line belongs to the parameters. */
  private static final String SPEC = "  SECRET_TOKEN: %s\n  executionConfig:\n    timeout: %ds";

  private record Act(int weight, Runnable deed) {}

  private final Random random;
  private final Cluster cluster;
  private final User user;
  private final List<Act> acts;
  private final List<String> names = new ArrayList<>();

  Meddling(Cluster cluster, User user, Random random) {
    this.cluster = cluster;
    this.user = user;
    this.random = random;
    this.acts =
        List.of(
            new Act(45, this::create),
            new Act(10, () -> onOne(user::deletes)),
            new Act(7, () -> onOne(name -> user.cancels(name, "why not"))),
            new Act(3, () -> onOne(name -> touch(User.EXECUTIONS.named("default", name)))),
            new Act(9, () -> deleteOne(user.jobs(), ResourceType.JOBS)),
            new Act(6, this::deletePod),
            new Act(3, () -> ref(user.jobs(), ResourceType.JOBS).ifPresent(this::touch)),
            new Act(3, () -> ref(user.leases(), ResourceType.LEASES).ifPresent(this::touch)),
            new Act(3, () -> ref(user.jobs(), ResourceType.JOBS).ifPresent(this::suspend)));
  }

  /** The names of all executions until now. */
  List<String> names() {
    return List.copyOf(names);
  }

  /** Does something, or finds nothing to do it to. */
  void act() {
    int dice = random.nextInt(acts.stream().mapToInt(Act::weight).sum());
    for (Act act : acts) {
      dice -= act.weight();
      if (dice < 0) {
        user.tries(act.deed());
        return;
      }
    }
  }

  /** Puts objects of somebody else under the names that two executions will need. */
  void obstruct() {
    String job = LockName.of("default/deployment/foreign-job").orElseThrow().value();
    String lease = LockName.of("default/deployment/foreign-lease").orElseThrow().value();
    user.create(
        ResourceType.JOBS,
        Cluster.EXECUTION_NAMESPACE,
        """
        metadata: {name: %s}
        spec:
          suspend: true
          template:
            spec:
              restartPolicy: Never
              containers: [{name: theirs, image: a:1}]
        """
            .formatted(job));
    user.create(
        ResourceType.LEASES,
        Cluster.EXECUTION_NAMESPACE,
        "metadata: {name: %s}\nspec: {holderIdentity: somebody}".formatted(lease));
    String deadline = Instant.now().plusSeconds(6).truncatedTo(ChronoUnit.SECONDS).toString();
    FOREIGN.forEach(target -> run(target, target, "succeed", "timesOutAt: \"" + deadline + "\""));
  }

  static boolean isForeign(JsonObject object) {
    return FOREIGN.stream()
        .map(target -> LockName.of("default/deployment/" + target).orElseThrow().value())
        .anyMatch(
            name ->
                name.equals(Witness.child(object))
                    || name.equals(Json.string(object, "metadata", "name").orElse("")));
  }

  /** New work on every target. */
  void runOnEveryTarget() {
    for (int target = 0; target < TARGETS; target++) {
      run("after-" + target, "t" + target, "succeed", "");
    }
  }

  private void create() {
    List<String> outcomes =
        List.of(
            "succeed after=%dms".formatted(random.nextInt(1500)),
            "succeed after=%dms slow-termination=400ms".formatted(random.nextInt(800)),
            "succeed",
            "exit=3 after=%dms".formatted(random.nextInt(800)),
            "oom after=%dms".formatted(random.nextInt(800)),
            "evicted after=%dms".formatted(random.nextInt(800)),
            "run slow-termination=600ms",
            "image-pull",
            "never-scheduled");
    run(
        "e" + names.size(),
        "t" + random.nextInt(TARGETS),
        outcomes.get(random.nextInt(outcomes.size())),
        SPEC.formatted(SECRET, 2 + random.nextInt(4)));
  }

  private void run(String name, String target, String outcome, String more) {
    names.add(name);
    user.runs(name, target, outcome, more);
  }

  private void onOne(Consumer<String> deed) {
    one(names).filter(name -> user.execution(name).isPresent()).ifPresent(deed);
  }

  private <T> Optional<T> one(List<T> choices) {
    return choices.isEmpty()
        ? Optional.empty()
        : Optional.of(choices.get(random.nextInt(choices.size())));
  }

  private Optional<ResourceRef> ref(List<JsonObject> objects, ResourceType type) {
    return one(objects.stream().filter(object -> !isForeign(object)).toList())
        .flatMap(object -> Json.string(object, "metadata", "name"))
        .map(name -> type.named(Cluster.EXECUTION_NAMESPACE, name));
  }

  private void deleteOne(List<JsonObject> objects, ResourceType type) {
    Deletion.Propagation way = one(List.of(Deletion.Propagation.values())).orElseThrow();
    ref(objects, type).ifPresent(ref -> user.deletes(ref, way));
  }

  /** Before Kubernetes 1.26 a Job makes another pod beside one that is deleted. */
  private void deletePod() {
    if (cluster.holdsChildren()) {
      deleteOne(user.pods(), ResourceType.PODS);
    }
  }

  private void touch(ResourceRef ref) {
    user.annotates(ref, "example.com/seen", "" + random.nextInt());
  }

  private void suspend(ResourceRef job) {
    user.patches(job, "{\"spec\":{\"suspend\":true}}");
  }
}
