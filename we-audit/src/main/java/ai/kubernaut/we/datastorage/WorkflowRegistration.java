package ai.kubernaut.we.datastorage;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import okhttp3.HttpUrl;
import okhttp3.Response;

/**
 * Registers workflows in the catalog of Data Storage, and makes sure that what is registered is
 * what was sent. A repeat finds what the first attempt has done, so a fault is simply tried again.
 */
public final class WorkflowRegistration {

  private static final String HASH = "contentHash";
  private static final String ACTIVE = "Active";

  private final DataStorage service;
  private final Attempts attempts;

  public WorkflowRegistration(DataStorage service, Attempts attempts) {
    this.service = service;
    this.attempts = attempts;
  }

  /** How a workflow came to be registered. */
  public enum How {
    NEW,
    /** It had been disabled. */
    ENABLED_AGAIN,
    /** With the same content. */
    BEFORE
  }

  /** A workflow as the catalog has it; a text is empty where it does not say. */
  public record Registered(How how, String workflowId, String workflowName, String version) {}

  /**
   * Registers a workflow.
   *
   * @param content its YAML, exactly as it is to be kept
   * @param name what the content calls it, by which it is looked for after a conflict
   * @param registeredBy who says so
   * @throws Refused if the service says no, or has other content than was sent
   * @throws IOException if the service cannot be reached
   */
  public Registered register(
      String content, Optional<String> name, String source, String registeredBy)
      throws IOException {
    JsonObject request = new JsonObject();
    request.addProperty("content", content);
    request.addProperty("source", source);
    request.addProperty("registeredBy", registeredBy);
    Expected expected = new Expected(sha256(content), name);
    return attempts.run(() -> service.post(Lookup.PATH, request.toString(), expected::answer));
  }

  /** What the answer has to agree with. */
  private final class Expected {
    private final String hash;
    private final Optional<String> name;

    Expected(String hash, Optional<String> name) {
      this.hash = hash;
      this.name = name;
    }

    Registered answer(Response response) throws IOException {
      return switch (response.code()) {
        case 201 -> same(How.NEW, Lookup.body(response));
        case 200 -> same(How.ENABLED_AGAIN, Lookup.body(response));
        case 409 -> before(response);
        case 400, 401, 403, 413, 422 -> throw new Refused(Problem.inFull(response));
        default -> throw service.unavailable(response);
      };
    }

    private Registered same(How how, JsonObject workflow) throws Refused {
      String found = Lookup.text(workflow, HASH).orElse("none");
      if (!found.equalsIgnoreCase(hash)) {
        throw new Refused(
            "Data Storage has other content: its %s is %s, the SHA-256 of what was sent is %s"
                .formatted(HASH, found, hash));
      }
      return registered(how, workflow);
    }

    /** Somebody was faster, perhaps ourselves: is it the same? */
    private Registered before(Response conflict) throws IOException {
      String said = Problem.inFull(conflict);
      HttpUrl.Builder url = service.url(Lookup.PATH).addQueryParameter("limit", "1000");
      name.ifPresent(text -> url.addQueryParameter("workflow_name", text));
      return service
          .get(url.build(), listed -> among(listed, said))
          .orElseThrow(
              () ->
                  new Refused(
                      "%s; nothing that is registered has the content of the file (SHA-256 %s), so"
                              .formatted(said, hash)
                          + " raise its version"));
    }

    private Optional<Registered> among(Response response, String conflict) throws IOException {
      if (response.code() != 200) {
        throw service.unavailable(response, conflict + "; asked for what is registered: ");
      }
      JsonElement list = Lookup.body(response).get("workflows");
      return list == null || !list.isJsonArray()
          ? Optional.empty()
          : list.getAsJsonArray().asList().stream()
              .filter(JsonElement::isJsonObject)
              .map(JsonElement::getAsJsonObject)
              .filter(this::isSame)
              .findFirst()
              .map(workflow -> registered(How.BEFORE, workflow));
    }

    /** Only a workflow that can be used is one to be content with. */
    private boolean isSame(JsonObject workflow) {
      return Lookup.text(workflow, HASH).filter(hash::equalsIgnoreCase).isPresent()
          && Lookup.text(workflow, "status").orElse(ACTIVE).equals(ACTIVE);
    }
  }

  private static Registered registered(How how, JsonObject workflow) {
    return new Registered(
        how,
        Lookup.text(workflow, "workflowId").orElse(""),
        Lookup.text(workflow, "workflowName").orElse(""),
        Lookup.text(workflow, "version").orElse(""));
  }

  private static String sha256(String content) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256")
                  .digest(content.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
