package ai.kubernaut.we.testkit.embedded.http;

/** A path that leads nowhere; answered with 404 in plain text rather than with a Status. */
final class PageNotFound extends RuntimeException {
  private static final long serialVersionUID = 1;

  PageNotFound() {
    super("404 page not found", null, false, false);
  }
}
