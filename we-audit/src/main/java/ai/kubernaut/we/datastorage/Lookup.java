package ai.kubernaut.we.datastorage;

import ai.kubernaut.we.core.catalog.CatalogAnswer;
import ai.kubernaut.we.core.catalog.CatalogEntry;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import okhttp3.HttpUrl;
import okhttp3.Response;

/** Reads one workflow from the catalog of Data Storage. */
final class Lookup {

  static final String PATH = "api/v1/workflows";

  /** A workflow carries its own YAML, and yet none is that large. */
  private static final long LONGEST_BODY = 8 << 20;

  /** A workflow has the last two by contract, and the first wherever it was registered. */
  private static final List<String> IDENTIFYING =
      List.of("workflowId", "workflowName", "executionEngine");

  private final DataStorage service;
  private final Attempts attempts;

  Lookup(DataStorage service, Attempts attempts) {
    this.service = service;
    this.attempts = attempts;
  }

  /**
   * What the catalog says of a workflow; waits for the answer.
   *
   * @throws IOException if it cannot be had now
   */
  CatalogAnswer find(String workflowId) throws IOException {
    HttpUrl url = service.url(PATH).addPathSegment(workflowId).build();
    return attempts.run(() -> service.get(url, response -> answer(response, workflowId)));
  }

  private CatalogAnswer answer(Response response, String workflowId) throws IOException {
    return switch (response.code()) {
      case 200 -> entry(body(response), workflowId);
      case 404 -> new CatalogAnswer.NoSuchWorkflow();
      default -> throw service.unavailable(response);
    };
  }

  /** What names neither a workflow nor an engine is something else, such as a page for people. */
  private static CatalogAnswer entry(JsonObject workflow, String workflowId) throws IOException {
    if (IDENTIFYING.stream().noneMatch(workflow::has)) {
      throw new IOException("Data Storage answered with what is no workflow");
    }
    if (text(workflow, "workflowId").filter(id -> !id.equalsIgnoreCase(workflowId)).isPresent()) {
      throw new IOException("Data Storage answered with another workflow");
    }
    return CatalogEntry.read(
        text(workflow, "executionEngine"),
        text(workflow, "executionBundle"),
        text(workflow, "executionBundleDigest"),
        text(workflow, "serviceAccountName"));
  }

  /**
   * The JSON object that an answer is.
   *
   * @throws IOException if it is none
   */
  static JsonObject body(Response response) throws IOException {
    String text = response.peekBody(LONGEST_BODY).string();
    try {
      JsonElement body = JsonParser.parseString(text);
      if (body.isJsonObject()) {
        return body.getAsJsonObject();
      }
    } catch (JsonParseException malformed) {
      throw new IOException("Data Storage answered with what is no JSON", malformed);
    }
    throw new IOException("Data Storage answered with what is no JSON object");
  }

  static Optional<String> text(JsonObject object, String field) {
    return Optional.ofNullable(object.get(field))
        .filter(JsonElement::isJsonPrimitive)
        .map(JsonElement::getAsString);
  }
}
