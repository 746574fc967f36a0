package ai.kubernaut.we.testkit.embedded.faults;

import ai.kubernaut.we.testkit.embedded.status.Refusal;
import ai.kubernaut.we.testkit.embedded.traffic.RequestMatcher;
import java.time.Duration;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One thing that goes wrong: what, with which requests, and with how many of them. A fault strikes
 * every request until it is narrowed: {@code
 * Fault.lostAfter().on(RequestMatcher.any().verb("create").resource("jobs")).nth(1)}.
 */
public final class Fault {
  /** Which of the requests that match are struck, by their number from 1. */
  @FunctionalInterface
  private interface Occurrence {
    boolean strikes(int number, RandomGenerator random);
  }

  private static final Occurrence ALWAYS = (number, random) -> true;

  private final BiFunction<Disruption, RandomGenerator, Disruption> onRequest;
  private final BiFunction<EventDisruption, RandomGenerator, EventDisruption> onEvent;
  private final boolean event;
  private final RequestMatcher matcher;
  private final Occurrence occurrence;

  private Fault(
      BiFunction<Disruption, RandomGenerator, Disruption> onRequest,
      BiFunction<EventDisruption, RandomGenerator, EventDisruption> onEvent,
      boolean event,
      RequestMatcher matcher,
      Occurrence occurrence) {
    this.onRequest = onRequest;
    this.onEvent = onEvent;
    this.event = event;
    this.matcher = matcher;
    this.occurrence = occurrence;
  }

  private static Fault request(BiFunction<Disruption, RandomGenerator, Disruption> effect) {
    return new Fault(effect, (d, random) -> d, false, RequestMatcher.any(), ALWAYS);
  }

  private static Fault event(BiFunction<EventDisruption, RandomGenerator, EventDisruption> effect) {
    return new Fault((d, random) -> d, effect, true, RequestMatcher.any(), ALWAYS);
  }

  /** The request waits before it is looked at. */
  public static Fault latency(Duration delay) {
    return latency(delay, delay);
  }

  /** The request waits for a time between two, chosen at random. */
  public static Fault latency(Duration least, Duration most) {
    return request((d, random) -> d.delayed(between(least, most, random)));
  }

  /** The request is answered with a Status and not handled. */
  public static Fault status(int code, String reason, String message) {
    return request((d, random) -> d.refused(Refusal.of(code, reason, message), 0));
  }

  /** The request is answered with 429 and a Retry-After header, and not handled. */
  public static Fault throttled(Duration retryAfter) {
    Refusal refusal =
        Refusal.of(429, "TooManyRequests", "Too many requests, please try again later.");
    return request((d, random) -> d.refused(refusal, Math.max(1, retryAfter.toSeconds())));
  }

  /** The connection is lost before the request is handled. */
  public static Fault lostBefore() {
    return request((d, random) -> d.lost(Disruption.Loss.BEFORE));
  }

  /** The request is handled, and the connection is lost before the answer. */
  public static Fault lostAfter() {
    return request((d, random) -> d.lost(Disruption.Loss.AFTER));
  }

  /** A list shows what was there some changes ago, as far as the history goes back. */
  public static Fault staleList(int changes) {
    return request((d, random) -> d.behind(changes));
  }

  /** The history is forgotten before the request is handled, so that older versions are gone. */
  public static Fault compaction() {
    return request((d, random) -> d.withCompaction());
  }

  /** The token of the request is treated as unknown, as one that has expired: 401. */
  public static Fault rejectedToken() {
    return request((d, random) -> d.withTokenRejected());
  }

  /** An event of a watch is never sent; the narrowing methods count events. */
  public static Fault droppedEvent() {
    return event((d, random) -> new EventDisruption(d.delay(), true, d.broken()));
  }

  /** An event of a watch, and all after it, are sent late; the narrowing methods count events. */
  public static Fault delayedEvent(Duration delay) {
    return event(
        (d, random) -> new EventDisruption(d.delay().plus(delay), d.dropped(), d.broken()));
  }

  /** The connection of a watch is lost where an event should come; counts events too. */
  public static Fault brokenWatch() {
    return event((d, random) -> new EventDisruption(d.delay(), d.dropped(), true));
  }

  /** The same for requests that match; faults of events take the watch that they belong to. */
  public Fault on(RequestMatcher requests) {
    return new Fault(onRequest, onEvent, event, requests, occurrence);
  }

  /** The same for exactly these of the matching requests, counted from 1. */
  public Fault nth(int... numbers) {
    Set<Integer> wanted = IntStream.of(numbers).boxed().collect(Collectors.toUnmodifiableSet());
    return occurring((number, random) -> wanted.contains(number));
  }

  /** The same for the first of the matching requests. */
  public Fault first(int count) {
    return occurring((number, random) -> number <= count);
  }

  /** The same for all matching requests after some. */
  public Fault after(int count) {
    return occurring((number, random) -> number > count);
  }

  /** The same for matching requests chosen at random. */
  public Fault withProbability(double probability) {
    return occurring((number, random) -> random.nextDouble() < probability);
  }

  private Fault occurring(Occurrence more) {
    Occurrence both =
        (number, random) -> occurrence.strikes(number, random) && more.strikes(number, random);
    return new Fault(onRequest, onEvent, event, matcher, both);
  }

  private static Duration between(Duration least, Duration most, RandomGenerator random) {
    long span = most.minus(least).toNanos();
    return span <= 0 ? least : least.plusNanos(random.nextLong(span + 1));
  }

  boolean isOfEvents() {
    return event;
  }

  RequestMatcher matcher() {
    return matcher;
  }

  boolean strikes(int number, RandomGenerator random) {
    return occurrence.strikes(number, random);
  }

  Disruption add(Disruption disruption, RandomGenerator random) {
    return onRequest.apply(disruption, random);
  }

  EventDisruption add(EventDisruption disruption, RandomGenerator random) {
    return onEvent.apply(disruption, random);
  }
}
