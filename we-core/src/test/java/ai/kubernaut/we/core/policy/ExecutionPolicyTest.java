package ai.kubernaut.we.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kubernaut.we.api.Dependencies;
import ai.kubernaut.we.api.Dependencies.Dependency;
import ai.kubernaut.we.api.WorkflowExecution;
import ai.kubernaut.we.api.WorkflowExecutionSpec;
import ai.kubernaut.we.api.WorkflowRef;
import ai.kubernaut.we.core.fixture.AnExecution;
import ai.kubernaut.we.core.lock.Decision;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExecutionPolicyTest {

  private static final String NAMESPACE = "apps";

  private static Wish wish(
      WorkflowRef ref, Optional<String> timeout, Decision decision, int others) {
    WorkflowExecutionSpec spec =
        timeout
            .map(WorkflowExecutionSpec.of(AnExecution.TARGET, ref)::withTimeout)
            .orElseGet(() -> WorkflowExecutionSpec.of(AnExecution.TARGET, ref));
    WorkflowExecution execution = AnExecution.pending("one").spec(any -> spec).build();
    assertThat(execution.metadata().namespace()).isEqualTo(NAMESPACE);
    return new Wish(execution, spec, decision, others);
  }

  private static Decision decision(Optional<String> serviceAccount, Optional<String> digest) {
    return new Decision("job", digest, serviceAccount, 1);
  }

  private static Wish bundle(String bundle) {
    return wish(
        WorkflowRef.of("restart", "1", bundle),
        Optional.empty(),
        decision(Optional.empty(), Optional.empty()),
        0);
  }

  private static Wish as(String serviceAccount) {
    return wish(
        WorkflowRef.of("restart", "1", "a:1"),
        Optional.empty(),
        decision(Optional.of(serviceAccount), Optional.empty()),
        0);
  }

  private static Wish mounting(List<String> secrets, List<String> maps) {
    Dependencies dependencies =
        new Dependencies(
            secrets.stream().map(Dependency::new).toList(),
            maps.stream().map(Dependency::new).toList());
    return wish(
        WorkflowRef.builder("restart", "1", "a:1").dependencies(dependencies).build(),
        Optional.empty(),
        decision(Optional.empty(), Optional.empty()),
        0);
  }

  private static Wish lasting(String timeout) {
    return wish(
        WorkflowRef.of("restart", "1", "a:1"),
        Optional.of(timeout),
        decision(Optional.empty(), Optional.empty()),
        0);
  }

  private static Wish besides(int others) {
    return wish(
        WorkflowRef.of("restart", "1", "a:1"),
        Optional.empty(),
        decision(Optional.empty(), Optional.empty()),
        others);
  }

  @ParameterizedTest(name = "{0} allows {1}: {2}")
  @CsvSource({
    "r.example.com,          r.example.com/ops/restart:1,        true",
    "r.example.com,          r.example.com.evil.com/restart:1,   false",
    "r.example.com,          r.example.com:5000/restart:1,       false",
    "r.example.com:5000,     r.example.com:5000/restart:1,       true",
    "r.example.com/ops,      r.example.com/ops/restart:1,        true",
    "r.example.com/ops/,     r.example.com/ops/restart:1,        true",
    "r.example.com/ops,      r.example.com/ops-evil/restart:1,   false",
    "r.example.com/ops,      r.example.com/ops:1,                true",
    "r.example.com/ops/a,    r.example.com/ops/a@sha256:00,      true",
    "r.example.com/ops/a,    r.example.com/ops/a:1@sha256:00,    true",
    "r.example.com/ops/a,    r.example.com/ops/ab:1,             false",
    "r.example.com/ops,      evil.com/r.example.com/ops/a:1,     false",
    "r.example.com/ops,      R.example.com/ops/a:1,              false",
    "restart,                restart:1,                          true",
    "restart,                r.example.com/restart:1,            false",
  })
  void aBundleComesFromAnAllowedPlace(String prefix, String bundle, boolean allowed) {
    assertThat(new Bundles(List.of("other.example.com", prefix)).refusal(bundle(bundle)).isEmpty())
        .isEqualTo(allowed);
  }

  @Test
  void aBundleIsPinned() {
    Wish pinned =
        wish(
            WorkflowRef.of("restart", "1", "a:1"),
            Optional.empty(),
            decision(Optional.empty(), Optional.of("sha256:" + "0".repeat(64))),
            0);
    assertThat(new Digests().refusal(pinned)).isEmpty();
    assertThat(new Digests().refusal(bundle("a:1")).map(Refusal::rule))
        .contains("policy.requireDigest");
  }

  @ParameterizedTest(name = "{0}: [{1}] allows restarter from apps: {2}")
  @CsvSource({
    "apps,  restarter,   true",
    "apps,  *,           true",
    "*,     restarter,   true",
    "*,     *,           true",
    "apps,  other,       false",
    "apps,  restarte,    false",
    "other, restarter,   false",
    "app,   *,           false",
  })
  void aServiceAccountIsAllowedToANamespace(String namespace, String name, boolean allowed) {
    Allowance allowance = new Allowance(Map.of(namespace, Set.of(name)));
    assertThat(new ServiceAccounts(allowance).refusal(as("restarter")).isEmpty())
        .isEqualTo(allowed);
  }

  @Test
  void everySecretAndEveryConfigMapIsAllowed() {
    Allowance allowance = new Allowance(Map.of(NAMESPACE, Set.of("a", "b")));
    assertThat(new Secrets(allowance).refusal(mounting(List.of("a", "b"), List.of("c")))).isEmpty();
    assertThat(new Secrets(allowance).refusal(mounting(List.of("a", "c"), List.of())))
        .hasValueSatisfying(refusal -> assertThat(refusal.message()).contains("Secret \"c\""));
    assertThat(new ConfigMaps(allowance).refusal(mounting(List.of("c"), List.of("a")))).isEmpty();
    assertThat(new ConfigMaps(allowance).refusal(mounting(List.of(), List.of("a", "c"))))
        .hasValueSatisfying(refusal -> assertThat(refusal.message()).contains("ConfigMap \"c\""));
  }

  @Test
  void noDeadlineIsLongerThanAllowed() {
    Deadlines hour = new Deadlines(Duration.ofHours(1));
    assertThat(hour.refusal(lasting("1h"))).isEmpty();
    assertThat(hour.refusal(lasting("1h0m1s")).map(Refusal::message))
        .contains("a deadline of 1h0m1s is longer than 1h0m0s");
  }

  @Test
  void anAbsoluteDeadlineCountsFromTheCreation() {
    WorkflowRef ref = WorkflowRef.of("restart", "1", "a:1");
    WorkflowExecutionSpec spec =
        WorkflowExecutionSpec.of(AnExecution.TARGET, ref)
            .withTimesOutAt(AnExecution.CREATED.plus(Duration.ofHours(2)));
    Wish wish =
        new Wish(
            AnExecution.pending("one").spec(any -> spec).build(),
            spec,
            decision(Optional.empty(), Optional.empty()),
            0);
    assertThat(new Deadlines(Duration.ofHours(1)).refusal(wish)).isPresent();
    assertThat(new Deadlines(Duration.ofHours(2)).refusal(wish)).isEmpty();
  }

  @Test
  void onlySoManyAreAtWork() {
    assertThat(new Concurrency(2).refusal(besides(1))).isEmpty();
    assertThat(new Concurrency(2).refusal(besides(2)).map(Refusal::rule))
        .contains("policy.maxConcurrent");
  }

  @Test
  void withoutConfigurationNoRightIsGiven() {
    ExecutionPolicy defaults = ExecutionPolicy.DEFAULTS;
    assertThat(defaults.refusal(bundle("registry.example.com/any:1"))).isEmpty();
    assertThat(defaults.refusal(as("default"))).isPresent();
    assertThat(defaults.refusal(mounting(List.of("token"), List.of()))).isPresent();
    assertThat(defaults.refusal(mounting(List.of(), List.of("settings")))).isPresent();
    assertThat(defaults.refusal(lasting("25h"))).isPresent();
    assertThat(defaults.countsOthers()).isFalse();
  }

  @Test
  void aRefusalNamesTheRuleTheCauseAndTheRemedy() {
    assertThat(ExecutionPolicy.DEFAULTS.refusal(as("admin")).map(Refusal::toString))
        .contains(
            "policy.serviceAccounts: an execution from namespace \"apps\" may not use service"
                + " account \"admin\"; Leave serviceAccountName out, or have it allowed there.");
  }

  @Test
  void noPolicyDemandsNothing() {
    assertThat(ExecutionPolicy.NONE.refusal(as("admin"))).isEmpty();
  }
}
