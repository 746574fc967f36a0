package ai.kubernaut.we.testkit.embedded.traffic;

import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Picks requests. Each method narrows the choice and returns a new matcher; {@link #any} starts.
 */
public final class RequestMatcher {
  private static final RequestMatcher ANY = new RequestMatcher(request -> true);

  private final Predicate<RequestFacts> test;

  private RequestMatcher(Predicate<RequestFacts> test) {
    this.test = test;
  }

  /** Every request. */
  public static RequestMatcher any() {
    return ANY;
  }

  /** Whether a request is one of these. */
  public boolean matches(RequestFacts request) {
    return test.test(request);
  }

  private RequestMatcher and(Predicate<RequestFacts> more) {
    return new RequestMatcher(test.and(more));
  }

  /** One of these Kubernetes verbs. */
  public RequestMatcher verb(String... verbs) {
    Set<String> wanted = Set.of(verbs);
    return and(request -> wanted.contains(request.verb()));
  }

  /** What could change something. */
  public RequestMatcher writes() {
    return and(RequestFacts::isWrite);
  }

  /** What only reads: get, list, watch, discovery. */
  public RequestMatcher reads() {
    return and(request -> !request.isWrite());
  }

  /**
   * A resource by its plural; {@code jobs} is the object itself, {@code jobs/status} its status,
   * {@code jobs/*} both.
   */
  public RequestMatcher resource(String plural) {
    int slash = plural.indexOf('/');
    String resource = slash < 0 ? plural : plural.substring(0, slash);
    String sub = slash < 0 ? "" : plural.substring(slash + 1);
    return and(
        request ->
            request.resource().equals(resource)
                && (sub.equals("*") || sub.equals(request.subresource())));
  }

  /** An API group; empty for the core group. */
  public RequestMatcher group(String group) {
    return and(request -> request.group().equals(group));
  }

  public RequestMatcher namespace(String namespace) {
    return and(request -> request.namespace().equals(namespace));
  }

  /** One object by its name. */
  public RequestMatcher name(String name) {
    return and(request -> request.name().equals(name));
  }

  /** Senders in whose user agent the regular expression is found. */
  public RequestMatcher userAgent(String regex) {
    Pattern pattern = Pattern.compile(regex);
    return and(request -> pattern.matcher(request.userAgent()).find());
  }

  /** Whatever else there is to say. */
  public RequestMatcher where(Predicate<RequestFacts> condition) {
    return and(condition);
  }
}
