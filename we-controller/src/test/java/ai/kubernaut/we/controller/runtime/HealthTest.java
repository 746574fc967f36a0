package ai.kubernaut.we.controller.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class HealthTest {

  @Test
  void namesEachProblem() {
    AtomicReference<Optional<String>> cache = new AtomicReference<>(Optional.of("not synced"));
    Health health =
        new Health()
            .live(
                "workers",
                () -> {
                  throw new IllegalStateException("broken check");
                })
            .ready("cache", cache::get)
            .ready("other", Optional::empty);

    assertThat(health.livenessProblems()).containsEntry("workers", "IllegalStateException");
    assertThat(health.readinessProblems()).containsOnlyKeys("cache");
    cache.set(Optional.empty());
    assertThat(health.readinessProblems()).isEmpty();
  }

  @Test
  void isAliveButNotReadyWhileItEnds() {
    Health health = new Health();
    health.ending();

    assertThat(health.readinessProblems()).containsOnlyKeys("shutdown");
    assertThat(health.livenessProblems()).isEmpty();
  }
}
