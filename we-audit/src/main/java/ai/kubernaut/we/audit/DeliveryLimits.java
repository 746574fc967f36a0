package ai.kubernaut.we.audit;

import java.time.Duration;

/**
 * How much is held, and how it is sent.
 *
 * @param heldEvents no more events than this are on their way
 * @param heldCharacters nor more JSON than this, unless one event alone is larger
 * @param batchEvents the largest batch
 * @param batchCharacters the most JSON in a batch, unless one event alone is larger
 * @param linger how long an event waits for company
 * @param firstPause after an attempt that failed; doubled, with jitter, with every further one
 * @param longestPause where the doubling ends
 * @param longestWish how long a sink is left alone at most because it asks for it
 */
public record DeliveryLimits(
    int heldEvents,
    int heldCharacters,
    int batchEvents,
    int batchCharacters,
    Duration linger,
    Duration firstPause,
    Duration longestPause,
    Duration longestWish) {

  public static final DeliveryLimits DEFAULTS =
      new DeliveryLimits(
          10_000,
          32 << 20,
          100,
          512 << 10,
          Duration.ofMillis(200),
          Duration.ofSeconds(1),
          Duration.ofSeconds(30),
          Duration.ofMinutes(15));

  public DeliveryLimits {
    if (heldEvents < 1 || heldCharacters < 1 || batchEvents < 1 || batchCharacters < 1) {
      throw new IllegalArgumentException("limits are positive");
    }
    if (linger.isNegative()
        || firstPause.toMillis() < 1
        || longestPause.compareTo(firstPause) < 0) {
      throw new IllegalArgumentException("pauses are positive and grow");
    }
  }

  public DeliveryLimits holding(int events, int characters) {
    return new DeliveryLimits(
        events,
        characters,
        batchEvents,
        batchCharacters,
        linger,
        firstPause,
        longestPause,
        longestWish);
  }

  public DeliveryLimits batches(int events, int characters, Duration newLinger) {
    return new DeliveryLimits(
        heldEvents,
        heldCharacters,
        events,
        characters,
        newLinger,
        firstPause,
        longestPause,
        longestWish);
  }

  public DeliveryLimits pausing(Duration first, Duration longest) {
    return new DeliveryLimits(
        heldEvents,
        heldCharacters,
        batchEvents,
        batchCharacters,
        linger,
        first,
        longest,
        longestWish);
  }
}
