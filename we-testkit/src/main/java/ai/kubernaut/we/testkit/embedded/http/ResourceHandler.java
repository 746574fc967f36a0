package ai.kubernaut.we.testkit.embedded.http;

import ai.kubernaut.we.testkit.embedded.api.Answer;
import ai.kubernaut.we.testkit.embedded.api.DeleteOptions;
import ai.kubernaut.we.testkit.embedded.api.Edit;
import ai.kubernaut.we.testkit.embedded.api.ListQuery;
import ai.kubernaut.we.testkit.embedded.api.Lists;
import ai.kubernaut.we.testkit.embedded.api.ObjectRegistry;
import ai.kubernaut.we.testkit.embedded.api.Page;
import ai.kubernaut.we.testkit.embedded.api.PatchType;
import ai.kubernaut.we.testkit.embedded.api.Patches;
import ai.kubernaut.we.testkit.embedded.api.Place;
import ai.kubernaut.we.testkit.embedded.api.Selection;
import ai.kubernaut.we.testkit.embedded.api.Watch;
import ai.kubernaut.we.testkit.embedded.api.WriteOptions;
import ai.kubernaut.we.testkit.embedded.json.Json;
import ai.kubernaut.we.testkit.embedded.json.Yaml;
import ai.kubernaut.we.testkit.embedded.resource.ResourceType;
import ai.kubernaut.we.testkit.embedded.status.Refusal;
import ai.kubernaut.we.testkit.embedded.store.StoredObject;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.List;

/** Runs the verbs of one resource path. */
final class ResourceHandler {
  private static final String STATUS = "status";

  private final ObjectRegistry registry;
  private final Lists lists;

  ResourceHandler(ObjectRegistry registry) {
    this.registry = registry;
    lists = new Lists(registry.store());
  }

  void handle(Request request, ResourcePath path, ResourceType type, String verb, Reply reply)
      throws IOException, InterruptedException {
    requireSubresource(path, type, verb);
    Format format = Format.negotiate(request.accept());
    Place place = new Place(type, path.namespace(), path.name());
    switch (verb) {
      case "get" -> answer(registry.get(place), request, format, place, reply);
      case "list" -> list(request, format, place, reply);
      case "watch" -> watch(request, format, place, reply);
      case "create" -> answer(create(request, path, place), request, format, place, reply);
      case "update" -> answer(update(request, path, place), request, format, place, reply);
      case "patch" -> answer(patch(request, path, place), request, format, place, reply);
      case "delete" -> answer(delete(request, place), request, format, place, reply);
      case "deletecollection" -> deleteCollection(request, format, place, reply);
      default -> throw Refusal.methodNotAllowed();
    }
  }

  private static void requireSubresource(ResourcePath path, ResourceType type, String verb) {
    String sub = path.subresource();
    if (sub.isEmpty()) {
      return;
    }
    if (!type.subresources().contains(sub)) {
      throw type.custom() ? Refusal.notFound(type.named(path.name())) : Refusal.noSuchResource();
    }
    List<String> verbs =
        switch (sub) {
          case "eviction" -> List.of("create");
          case "finalize" -> List.of("update");
          default -> List.of("get", "update", "patch");
        };
    if (!verbs.contains(verb)) {
      throw Refusal.methodNotAllowed();
    }
  }

  private Answer create(Request request, ResourcePath path, Place place) {
    WriteOptions options = WriteReader.read(request, "CreateOptions");
    if (path.subresource().equals("eviction")) {
      return evict(request, place);
    }
    if (place.type().namespaced() && place.namespace().isEmpty()) {
      throw Refusal.methodNotAllowed();
    }
    return registry.create(place, Bodies.object(request, place.type()), options);
  }

  private Answer evict(Request request, Place pod) {
    String body = request.body();
    JsonElement eviction = Json.parse(body.isBlank() ? "{}" : body);
    JsonElement grace = Json.at(eviction, "deleteOptions", "gracePeriodSeconds");
    registry.delete(
        pod,
        new DeleteOptions(
            false,
            grace == null ? null : grace.getAsLong(),
            null,
            Json.text(eviction, "deleteOptions", "preconditions", "uid"),
            ""));
    return Answer.ok(
            Json.of(
                "kind", "Status",
                "apiVersion", "v1",
                "metadata", new JsonObject(),
                "status", "Success",
                "code", 201))
        .code(201);
  }

  private Answer update(Request request, ResourcePath path, Place place) {
    WriteOptions options = WriteReader.read(request, "UpdateOptions");
    JsonObject body = Bodies.object(request, place.type());
    if (path.subresource().equals("finalize")) {
      return registry.finalizeNamespace(place, Json.strings(body, "spec", "finalizers"));
    }
    if (path.subresource().equals(STATUS)) {
      return registry.updateStatus(place, current -> body.deepCopy(), options);
    }
    return registry.put(place, body, options);
  }

  private Answer patch(Request request, ResourcePath path, Place place) {
    PatchType format = PatchType.of(request.mediaType(), place.type().custom());
    if (format == PatchType.APPLY) {
      return apply(request, path, place);
    }
    WriteOptions options = WriteReader.read(request, "PatchOptions");
    Edit edit = Patches.edit(format, request.body(), place.type());
    return path.subresource().equals(STATUS)
        ? registry.updateStatus(place, edit, options)
        : registry.update(place, edit, options);
  }

  private Answer apply(Request request, ResourcePath path, Place place) {
    JsonObject config = Bodies.applied(request, place.type());
    WriteReader.requireManager(request);
    return registry.apply(
        place,
        path.subresource().equals(STATUS),
        config,
        request.query().flag("force"),
        WriteReader.read(request, "PatchOptions"));
  }

  private Answer delete(Request request, Place place) {
    DeleteOptions options = DeleteReader.read(request);
    Answer answer = registry.delete(place, options);
    String warning = place.type().strategy().deletionWarning();
    return warning.isEmpty() || options.propagation() != null ? answer : answer.warning(warning);
  }

  private void list(Request request, Format format, Place place, Reply reply) throws IOException {
    Page page = lists.list(selection(request, place), query(request, false));
    if (format.isWhole() && !format.isYaml()) {
      byte[] json = ListWriter.list(place.type(), page);
      reply.whole(200, format.mediaType(), json, List.of());
      return;
    }
    send(200, reshape(page, request, format, place), format, List.of(), reply);
  }

  private static JsonObject reshape(Page page, Request request, Format format, Place place) {
    ResourceType type = place.type();
    List<JsonObject> trees = ListWriter.trees(type, page.objects());
    JsonObject metadata = ListWriter.metadata(page);
    if (format.isTable()) {
      String include = request.query().text("includeObject");
      return Tables.table(type, trees, metadata, format.version(), include);
    }
    if (format.isPartial()) {
      return Tables.partialList(trees, metadata, format.version());
    }
    return Json.parseObject(ListWriter.list(type, page));
  }

  private void watch(Request request, Format format, Place place, Reply reply)
      throws IOException, InterruptedException {
    Watch watch = new Watch(registry.store(), selection(request, place), query(request, true));
    String include = request.query().text("includeObject");
    WatchStream stream = new WatchStream(place.type(), format, include, reply);
    watch.run(stream);
    stream.end();
  }

  private void deleteCollection(Request request, Format format, Place place, Reply reply)
      throws IOException {
    DeleteOptions options = DeleteReader.read(request);
    Page page = lists.list(selection(request, place), query(request, false));
    for (StoredObject object : page.objects()) {
      deleteOne(new Place(place.type(), object.key().namespace(), object.key().name()), options);
    }
    byte[] json = ListWriter.list(place.type(), page);
    send(200, Json.parseObject(json), format, List.of(), reply);
  }

  private void deleteOne(Place place, DeleteOptions options) {
    try {
      registry.delete(place, options);
    } catch (Refusal e) {
      if (e.code() != 404) {
        throw e;
      }
    }
  }

  private static Selection selection(Request request, Place place) {
    return Selection.of(
        place, request.query().text("labelSelector"), request.query().text("fieldSelector"));
  }

  private static ListQuery query(Request request, boolean watch) {
    Query query = request.query();
    return new ListQuery(
        query.text("resourceVersion"),
        query.text("resourceVersionMatch"),
        query.number("limit"),
        query.text("continue"),
        watch,
        query.flag("allowWatchBookmarks"),
        query.has("sendInitialEvents") ? query.flag("sendInitialEvents") : null,
        query.number("timeoutSeconds"));
  }

  private static void answer(
      Answer answer, Request request, Format format, Place place, Reply reply) throws IOException {
    if (format.isWhole() && !format.isYaml()) {
      reply.whole(answer.code(), format.mediaType(), answer.json(), answer.warnings());
      return;
    }
    JsonObject tree = answer.tree();
    boolean status = Json.text(tree, "kind").equals("Status");
    JsonObject shown = status ? tree : reshapeOne(tree, request, format, place);
    send(answer.code(), shown, format, answer.warnings(), reply);
  }

  private static JsonObject reshapeOne(
      JsonObject tree, Request request, Format format, Place place) {
    if (format.isTable()) {
      JsonObject metadata =
          Json.of("resourceVersion", Json.text(tree, "metadata", "resourceVersion"));
      String include = request.query().text("includeObject");
      return Tables.table(place.type(), List.of(tree), metadata, format.version(), include);
    }
    return format.isPartial() ? Tables.partial(tree, format.version()) : tree;
  }

  private static void send(
      int code, JsonObject tree, Format format, List<String> warnings, Reply reply)
      throws IOException {
    byte[] body =
        format.isYaml()
            ? Yaml.write(tree).getBytes(java.nio.charset.StandardCharsets.UTF_8)
            : Json.bytes(tree);
    reply.whole(code, format.mediaType(), body, warnings);
  }
}
