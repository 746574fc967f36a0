package ai.kubernaut.we.core.target;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LockNameTest {

  @ParameterizedTest(name = "the lock of {0} is {1}")
  @CsvSource({
    "default/deployment/my-app, wfe-c00449355dfb987a",
    "default/Deployment/my-app, wfe-c00449355dfb987a",
    "payment/deployment/payment-api, wfe-cf0cc089293b1165",
    "node/worker-node-1, wfe-ac45b7d6911e97a5",
    "Node/worker-node-1, wfe-ac45b7d6911e97a5"
  })
  void isThePublishedNameOfTheCanonicalTarget(String target, String name) {
    assertThat(LockName.of(target)).contains(new LockName(name));
    assertThat(LockName.of(target).orElseThrow()).hasToString(name);
  }

  @Test
  void doesNotExistWhereThereIsNoTarget() {
    assertThat(LockName.of("nonsense")).isEmpty();
  }

  @Test
  void tellsANamespaceFromAClusterScopedKind() {
    assertThat(LockName.of("a/b/c")).isNotEqualTo(LockName.of("b/c"));
  }

  @Test
  void isAValidObjectNameForAnyTarget() {
    assertThat(LockName.of("ns/kind/\uD83D\uDE00 \u0000").orElseThrow().value())
        .matches("wfe-[0-9a-f]{16}");
  }
}
