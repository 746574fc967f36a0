package ai.kubernaut.we.datastorage;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import okhttp3.Response;

/** Why Data Storage refused a request, in one line, from its RFC 7807 answer. */
public final class Problem {

  private static final int LONGEST_BODY = 16 << 10;
  private static final int LONGEST_LINE = 500;

  private Problem() {}

  /** Without the values that were sent, which may be secret. */
  public static String of(Response response) {
    return line(response, errors -> String.join(", ", errors.keySet()));
  }

  /** With what the service says of each field. */
  static String inFull(Response response) {
    return line(
        response,
        errors ->
            errors.keySet().stream()
                .map(field -> field + " (" + text(errors, field).orElse("invalid") + ")")
                .collect(Collectors.joining(", ")));
  }

  private static String line(Response response, Function<JsonObject, String> fields) {
    List<String> said = new ArrayList<>();
    said.add("Data Storage answered " + response.code());
    body(response).ifPresent(problem -> describe(problem, fields, said));
    String line = String.join(": ", said).replaceAll("\\s+", " ");
    return line.length() <= LONGEST_LINE ? line : line.substring(0, LONGEST_LINE) + "...";
  }

  private static void describe(
      JsonObject problem, Function<JsonObject, String> fields, List<String> said) {
    text(problem, "title").ifPresent(said::add);
    text(problem, "detail").ifPresent(said::add);
    Optional.ofNullable(problem.get("field_errors"))
        .filter(JsonElement::isJsonObject)
        .map(errors -> fields.apply(errors.getAsJsonObject()))
        .ifPresent(list -> said.add("fields " + list));
  }

  private static Optional<JsonObject> body(Response response) {
    try {
      JsonElement body = JsonParser.parseString(response.peekBody(LONGEST_BODY).string());
      return Optional.of(body).filter(JsonElement::isJsonObject).map(JsonElement::getAsJsonObject);
    } catch (IOException | JsonParseException unreadable) {
      return Optional.empty();
    }
  }

  private static Optional<String> text(JsonObject problem, String field) {
    return Optional.ofNullable(problem.get(field))
        .filter(JsonElement::isJsonPrimitive)
        .map(JsonElement::getAsString);
  }
}
