package ai.kubernaut.we.datastorage;

import ai.kubernaut.we.core.catalog.CatalogAnswer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Answers that hold for a while, the last used of a bounded number. Times are nanoseconds of a
 * monotonic clock. One thread at a time uses it.
 */
final class AnswerCache {

  private static final Duration LONGEST_DOUBT = Duration.ofSeconds(30);
  private static final int MOST = 10_000;

  private record Held(CatalogAnswer answer, long until) {}

  private final long goodFor;
  private final long doubtfulFor;
  private final Map<String, Held> answers =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Held> eldest) {
          return size() > MOST;
        }
      };

  /**
   * A cache of nothing yet.
   *
   * @param goodFor how long an answer holds that can be followed; others hold for half a minute at
   *     most, so that whoever mends the catalog need not wait
   */
  AnswerCache(Duration goodFor) {
    this.goodFor = goodFor.toNanos();
    this.doubtfulFor =
        goodFor.compareTo(LONGEST_DOUBT) < 0 ? goodFor.toNanos() : LONGEST_DOUBT.toNanos();
  }

  Optional<CatalogAnswer> get(String workflowId, long now) {
    return Optional.ofNullable(answers.get(workflowId))
        .filter(held -> held.until() - now > 0)
        .map(Held::answer);
  }

  void put(String workflowId, CatalogAnswer answer, long now) {
    boolean good = answer instanceof CatalogAnswer.Known;
    answers.put(workflowId, new Held(answer, now + (good ? goodFor : doubtfulFor)));
  }

  int size() {
    return answers.size();
  }
}
