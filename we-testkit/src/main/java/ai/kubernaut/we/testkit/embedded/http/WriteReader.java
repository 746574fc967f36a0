package ai.kubernaut.we.testkit.embedded.http;

import ai.kubernaut.we.testkit.embedded.api.WriteOptions;
import ai.kubernaut.we.testkit.embedded.api.WriteOptions.UnknownFields;
import ai.kubernaut.we.testkit.embedded.json.Json;
import ai.kubernaut.we.testkit.embedded.status.FieldError;
import ai.kubernaut.we.testkit.embedded.status.Named;
import ai.kubernaut.we.testkit.embedded.status.Refusal;
import java.util.List;

/** Reads the options of a write out of the query. */
final class WriteReader {
  private static final int LONGEST_MANAGER = 128;
  private static final List<String> VALIDATIONS = List.of("Ignore", "Strict", "Warn", "");

  private WriteReader() {}

  /**
   * @param kind kind of the options, for example {@code CreateOptions}
   */
  static WriteOptions read(Request request, String kind) {
    Query query = request.query();
    String manager = query.text("fieldManager");
    if (manager.length() > LONGEST_MANAGER) {
      throw invalid(kind, FieldError.tooLong("fieldManager", LONGEST_MANAGER));
    }
    requirePrintable(manager, kind);
    return new WriteOptions(
        isDryRun(query.all("dryRun"), kind),
        manager.isEmpty() ? ofUserAgent(request.header("User-Agent")) : manager,
        unknownFields(query.text("fieldValidation"), kind),
        List.of(),
        request.user());
  }

  private static void requirePrintable(String manager, String kind) {
    for (int at = 0; at < manager.length(); at++) {
      if (Character.isISOControl(manager.charAt(at))) {
        String point = String.format("U+%04X", (int) manager.charAt(at));
        throw invalid(
            kind,
            FieldError.invalid(
                "fieldManager",
                manager,
                "invalid character " + point + " (at position " + at + ")"));
      }
    }
  }

  /** Only an apply can be forced. */
  static void forbidForce(Request request) {
    if (request.query().has("force")) {
      throw invalid(
          "PatchOptions",
          FieldError.forbidden("force", "may not be specified for non-apply patch"));
    }
  }

  /** An apply names its manager. */
  static void requireManager(Request request) {
    if (request.query().text("fieldManager").isEmpty()) {
      throw invalid(
          "PatchOptions", FieldError.required("fieldManager", "is required for apply patch"));
    }
  }

  static boolean isDryRun(List<String> values, String kind) {
    for (String value : values) {
      if (!value.equals("All")) {
        throw invalid(
            kind, FieldError.notSupported("dryRun", Json.element(values), List.of("All")));
      }
    }
    return !values.isEmpty();
  }

  private static UnknownFields unknownFields(String text, String kind) {
    return switch (text) {
      case "", "Warn" -> UnknownFields.WARN;
      case "Ignore" -> UnknownFields.IGNORE;
      case "Strict" -> UnknownFields.STRICT;
      default ->
          throw invalid(
              kind, FieldError.notSupported("fieldValidation", Json.element(text), VALIDATIONS));
    };
  }

  /** The start of a user agent, which names the writer when it does not name itself. */
  private static String ofUserAgent(String userAgent) {
    String name = userAgent.split("/", 2)[0];
    return name.isEmpty() ? "unknown" : name;
  }

  static Refusal invalid(String kind, FieldError error) {
    return Refusal.invalid(new Named("meta.k8s.io", "", kind, ""), List.of(error));
  }
}
