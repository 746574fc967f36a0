package ai.kubernaut.we.controller.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random histories, in which groups change at any time. */
class LanesTest {

  private final Map<String, String> groups = new HashMap<>();
  private final Map<String, String> inWork = new HashMap<>();
  private final Set<String> owed = new HashSet<>();
  private final Lanes<String> lanes = new Lanes<>(key -> Optional.ofNullable(groups.get(key)));

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void noKeyIsLostAndNoGroupIsInWorkTwice(long seed) {
    Random random = new Random(seed);
    for (int step = 0; step < 400; step++) {
      switch (random.nextInt(4)) {
        case 0 -> add("k" + random.nextInt(12));
        case 1 -> groups.put("k" + random.nextInt(12), "g" + random.nextInt(4));
        case 2 -> take();
        default -> done(random);
      }
    }
    finish(random);

    assertThat(owed).isEmpty();
    assertThat(lanes.waiting()).isZero();
    assertThat(lanes.isIdle()).isTrue();
  }

  static LongStream seeds() {
    return LongStream.range(0, 500);
  }

  private void add(String key) {
    groups.putIfAbsent(key, "g0");
    lanes.add(key, 0);
    owed.add(key);
  }

  private boolean take() {
    Lanes.Taken<String> taken = lanes.take();
    if (taken == null) {
      return false;
    }
    String group = groups.get(taken.key());
    assertThat(inWork.values()).doesNotContain(group);
    inWork.put(taken.key(), group);
    owed.remove(taken.key());
    return true;
  }

  private void done(Random random) {
    if (!inWork.isEmpty()) {
      List<String> keys = new ArrayList<>(inWork.keySet());
      String key = keys.get(random.nextInt(keys.size()));
      inWork.remove(key);
      lanes.done(key, 0);
    }
  }

  private void finish(Random random) {
    while (take() || !inWork.isEmpty()) {
      done(random);
    }
  }
}
