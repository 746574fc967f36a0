package ai.kubernaut.we.testkit.embedded.api;

import ai.kubernaut.we.testkit.embedded.json.Json;
import ai.kubernaut.we.testkit.embedded.status.FieldError;
import ai.kubernaut.we.testkit.embedded.status.Named;
import ai.kubernaut.we.testkit.embedded.status.Refusal;
import java.util.ArrayList;
import java.util.List;

/**
 * The query of a list or watch.
 *
 * @param resourceVersion empty for the latest
 * @param match {@code Exact}, {@code NotOlderThan} or empty
 * @param limit items per page; 0 for all
 * @param continueToken where the page starts; empty for the first
 * @param watch whether it is a watch
 * @param bookmarks whether the watcher understands bookmarks
 * @param initialEvents whether the watch starts with what exists; null when unsaid
 * @param timeoutSeconds how long a watch lasts; 0 leaves it to the server
 */
public record ListQuery(
    String resourceVersion,
    String match,
    long limit,
    String continueToken,
    boolean watch,
    boolean bookmarks,
    @org.jspecify.annotations.Nullable Boolean initialEvents,
    long timeoutSeconds) {
  private static final String MATCH = "resourceVersionMatch";
  private static final String INITIAL = "sendInitialEvents";
  private static final List<String> MATCHES = List.of("Exact", "NotOlderThan", "");

  /** Refuses combinations that make no sense. */
  public void check() {
    List<FieldError> errors = new ArrayList<>();
    if (watch && initialEvents != null) {
      checkInitialEvents(errors);
    } else {
      checkMatch(errors);
    }
    if (!errors.isEmpty()) {
      throw Refusal.invalid(new Named("meta.k8s.io", "", "ListOptions", ""), errors);
    }
  }

  private void checkInitialEvents(List<FieldError> errors) {
    if (!match.equals("NotOlderThan")) {
      errors.add(
          FieldError.forbidden(
              MATCH, "sendInitialEvents requires setting resourceVersionMatch to NotOlderThan"));
    }
    if (!bookmarks) {
      errors.add(FieldError.forbidden(INITIAL, "sendInitialEvents requires allowWatchBookmarks"));
    }
  }

  private void checkMatch(List<FieldError> errors) {
    if (initialEvents != null) {
      errors.add(FieldError.forbidden(INITIAL, "sendInitialEvents is forbidden for list"));
    }
    if (match.isEmpty()) {
      return;
    }
    if (watch) {
      errors.add(FieldError.forbidden(MATCH, "resourceVersionMatch is forbidden for watch"));
    }
    if (resourceVersion.isEmpty()) {
      errors.add(
          FieldError.forbidden(
              MATCH, "resourceVersionMatch is forbidden unless resourceVersion is provided"));
    }
    if (!continueToken.isEmpty()) {
      errors.add(
          FieldError.forbidden(
              MATCH, "resourceVersionMatch is forbidden when continue is provided"));
    }
    if (!MATCHES.contains(match)) {
      errors.add(FieldError.notSupported(MATCH, Json.element(match), MATCHES));
    }
    if (match.equals("Exact") && resourceVersion.equals("0")) {
      errors.add(
          FieldError.forbidden(
              MATCH, "resourceVersionMatch \"Exact\" is forbidden for resourceVersion \"0\""));
    }
  }
}
