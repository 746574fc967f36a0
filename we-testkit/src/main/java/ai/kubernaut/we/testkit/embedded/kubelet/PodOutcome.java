package ai.kubernaut.we.testkit.embedded.kubelet;

import java.time.Duration;
import java.util.Locale;

/**
 * What becomes of one pod.
 *
 * @param fate how it ends
 * @param after how long its containers run before that
 * @param exitCode exit code of its containers where the fate is {@link Fate#EXIT}
 * @param termination how long its containers take to stop when the pod is deleted
 * @param message termination message of its containers; empty for none
 */
public record PodOutcome(
    Fate fate, Duration after, int exitCode, Duration termination, String message) {

  /** How a pod ends. */
  public enum Fate {
    /** All containers exit with 0. */
    SUCCEED,
    /** The containers exit with a code of their own. */
    EXIT,
    /** The containers are killed for using too much memory. */
    OOM,
    /** The node runs out of memory and evicts the pod. */
    EVICTED,
    /** The containers run until the pod is deleted. */
    RUN,
    /** The image cannot be pulled. */
    IMAGE_PULL,
    /** No node has room for the pod. */
    NEVER_SCHEDULED
  }

  public static PodOutcome succeed() {
    return of(Fate.SUCCEED);
  }

  public static PodOutcome exit(int code) {
    return new PodOutcome(Fate.EXIT, Duration.ZERO, code, Duration.ZERO, "");
  }

  public static PodOutcome oom() {
    return of(Fate.OOM);
  }

  public static PodOutcome evicted() {
    return of(Fate.EVICTED);
  }

  public static PodOutcome run() {
    return of(Fate.RUN);
  }

  public static PodOutcome imagePull() {
    return of(Fate.IMAGE_PULL);
  }

  public static PodOutcome neverScheduled() {
    return of(Fate.NEVER_SCHEDULED);
  }

  private static PodOutcome of(Fate fate) {
    return new PodOutcome(fate, Duration.ZERO, 0, Duration.ZERO, "");
  }

  /** The same after the containers have run for a while. */
  public PodOutcome after(Duration duration) {
    return new PodOutcome(fate, duration, exitCode, termination, message);
  }

  /** The same with containers that take a while to stop. */
  public PodOutcome slowTermination(Duration duration) {
    return new PodOutcome(fate, after, exitCode, duration, message);
  }

  /** The same with a termination message. */
  public PodOutcome message(String text) {
    return new PodOutcome(fate, after, exitCode, termination, text);
  }

  /**
   * Reads an outcome from words, for example {@code exit=3 after=2s} or {@code run
   * slow-termination=5s}: one of {@code succeed}, {@code exit=CODE}, {@code oom}, {@code evicted},
   * {@code run}, {@code image-pull}, {@code never-scheduled}; then options {@code after=}, {@code
   * slow-termination=} with a number of {@code ms} or {@code s}.
   */
  public static PodOutcome parse(String text) {
    PodOutcome outcome = succeed();
    for (String word : text.strip().split("\\s+", -1)) {
      outcome = outcome.with(word);
    }
    return outcome;
  }

  private PodOutcome with(String word) {
    int equals = word.indexOf('=');
    String name = equals < 0 ? word : word.substring(0, equals);
    String value = equals < 0 ? "" : word.substring(equals + 1);
    return switch (name) {
      case "exit" ->
          new PodOutcome(Fate.EXIT, after, Integer.parseInt(value), termination, message);
      case "after" -> after(duration(value));
      case "slow-termination" -> slowTermination(duration(value));
      default -> new PodOutcome(fate(name), after, exitCode, termination, message);
    };
  }

  private static Fate fate(String name) {
    try {
      return Fate.valueOf(name.replace('-', '_').toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("no pod outcome is called '" + name + "'", e);
    }
  }

  private static Duration duration(String text) {
    return text.endsWith("ms")
        ? Duration.ofMillis(Long.parseLong(text.substring(0, text.length() - 2)))
        : Duration.ofSeconds(Long.parseLong(text.replaceFirst("s$", "")));
  }
}
