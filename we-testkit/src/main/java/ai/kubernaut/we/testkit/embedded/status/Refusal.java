package ai.kubernaut.we.testkit.embedded.status;

import ai.kubernaut.we.testkit.embedded.json.Json;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A request answered with a Status of Failure. */
public final class Refusal extends RuntimeException {
  private final JsonObject status;
  private final int code;

  private Refusal(int code, String reason, String message, @Nullable JsonObject details) {
    super(message, null, false, false);
    this.code = code;
    this.status =
        Json.of(
            "kind",
            "Status",
            "apiVersion",
            "v1",
            "metadata",
            new JsonObject(),
            "status",
            "Failure",
            "message",
            message,
            "reason",
            reason.isEmpty() ? null : reason,
            "details",
            details,
            "code",
            code);
  }

  /** The HTTP status code. */
  public int code() {
    return code;
  }

  public String reason() {
    return Json.text(status, "reason");
  }

  /** The Status object. */
  public JsonObject status() {
    return status;
  }

  public static Refusal of(int code, String reason, String message) {
    return new Refusal(code, reason, message, null);
  }

  public static Refusal of(int code, String reason, String message, JsonObject details) {
    return new Refusal(code, reason, message, details);
  }

  public static Refusal notFound(Named what) {
    return new Refusal(
        404, "NotFound", what.quoted() + " not found", what.details(what.resource()));
  }

  /** No such type: the path leads nowhere. */
  public static Refusal noSuchResource() {
    return new Refusal(
        404, "NotFound", "the server could not find the requested resource", new JsonObject());
  }

  public static Refusal alreadyExists(Named what) {
    return new Refusal(
        409, "AlreadyExists", what.quoted() + " already exists", what.details(what.resource()));
  }

  /** A name that is still taken by an object under deletion. */
  public static Refusal beingDeleted(Named what) {
    return new Refusal(
        409,
        "AlreadyExists",
        "object is being deleted: " + what.quoted() + " already exists",
        what.details(what.resource()));
  }

  public static Refusal modified(Named what) {
    return conflict(
        what,
        "the object has been modified; please apply your changes to the latest version and try"
            + " again");
  }

  public static Refusal conflict(Named what, String why) {
    return new Refusal(
        409,
        "Conflict",
        "Operation cannot be fulfilled on " + what.quoted() + ": " + why,
        what.details(what.resource()));
  }

  /** A precondition of a delete that does not hold; unlike other conflicts it names the kind. */
  public static Refusal preconditionFailed(Named what, String why) {
    return new Refusal(
        409,
        "Conflict",
        "Operation cannot be fulfilled on " + what.quotedKind() + ": " + why,
        what.details(what.kind()));
  }

  public static Refusal forbidden(Named what, String why) {
    return new Refusal(
        403, "Forbidden", what.quoted() + " is forbidden: " + why, what.details(what.resource()));
  }

  /** What access rules do not allow. */
  public static Refusal forbiddenResource(String group, String resource, String name, String why) {
    Named what = new Named(group, resource, resource, name);
    String subject = name.isEmpty() ? what.quoted().replace(" \"\"", "") : what.quoted();
    return new Refusal(403, "Forbidden", subject + " is forbidden: " + why, what.details(resource));
  }

  /** Nothing can be added to a namespace under deletion. */
  public static Refusal namespaceTerminating(Named what, String namespace) {
    JsonObject details = what.details(what.resource());
    JsonArray causes = new JsonArray();
    causes.add(
        Json.of(
            "reason", "NamespaceTerminating",
            "message", "namespace " + namespace + " is being terminated",
            "field", "metadata.namespace"));
    details.add("causes", causes);
    return new Refusal(
        403,
        "Forbidden",
        what.quoted()
            + " is forbidden: unable to create new content in namespace "
            + namespace
            + " because it is being terminated",
        details);
  }

  /** An object (or set of options) with these mistakes, under the name of its kind. */
  public static Refusal invalid(Named what, List<FieldError> errors) {
    return invalid(what.kind(), what, errors);
  }

  /** The same under the name of its resource. */
  public static Refusal invalidResource(Named what, List<FieldError> errors) {
    return invalid(what.resource(), what, errors);
  }

  private static Refusal invalid(String noun, Named what, List<FieldError> errors) {
    String list = errors.stream().map(FieldError::sentence).collect(Collectors.joining(", "));
    JsonObject details = what.details(noun);
    JsonArray causes = new JsonArray();
    errors.forEach(error -> causes.add(error.cause()));
    details.add("causes", causes);
    String subject = what.quoted(noun);
    String message = subject + " is invalid: " + (errors.size() == 1 ? list : "[" + list + "]");
    return new Refusal(422, "Invalid", message, details);
  }

  public static Refusal badRequest(String message) {
    return new Refusal(400, "BadRequest", message, null);
  }

  /** A patch that cannot be applied; a real server does not say why either. */
  public static Refusal patchRejected() {
    return new Refusal(
        422,
        "Invalid",
        "the server rejected our request due to an error in our request",
        new JsonObject());
  }

  public static Refusal methodNotAllowed() {
    return new Refusal(
        405,
        "MethodNotAllowed",
        "the server does not allow this method on the requested resource",
        new JsonObject());
  }

  /** A verb that a custom resource does not have at this path; empty for methods without verb. */
  public static Refusal verbNotSupported(Named what, String verb) {
    String resource = what.quoted().replace(" \"\"", "");
    return new Refusal(
        405,
        "MethodNotAllowed",
        verb + " is not supported on resources of kind \"" + resource + "\"",
        what.details(what.resource()));
  }

  public static Refusal unknownBodyFormat() {
    return new Refusal(
        415,
        "UnsupportedMediaType",
        "the body of the request was in an unknown format - accepted media types include:"
            + " application/json, application/yaml, application/vnd.kubernetes.protobuf",
        null);
  }

  public static Refusal unknownPatchType(String supported) {
    return new Refusal(
        415,
        "UnsupportedMediaType",
        "the body of the request was in an unknown format - accepted media types include: "
            + supported,
        null);
  }

  public static Refusal expired(String message) {
    return new Refusal(410, "Expired", message, null);
  }

  public static Refusal tooLarge(String message) {
    return new Refusal(413, "RequestEntityTooLarge", message, new JsonObject());
  }

  public static Refusal internal(String message) {
    return new Refusal(
        500,
        "InternalError",
        "Internal error occurred: " + message,
        Json.of("causes", Json.array(Json.of("message", message))));
  }
}
