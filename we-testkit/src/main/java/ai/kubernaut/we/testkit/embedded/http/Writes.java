package ai.kubernaut.we.testkit.embedded.http;

import ai.kubernaut.we.testkit.embedded.api.Answer;
import ai.kubernaut.we.testkit.embedded.api.DeleteOptions;
import ai.kubernaut.we.testkit.embedded.api.Edit;
import ai.kubernaut.we.testkit.embedded.api.Lists;
import ai.kubernaut.we.testkit.embedded.api.ObjectRegistry;
import ai.kubernaut.we.testkit.embedded.api.Page;
import ai.kubernaut.we.testkit.embedded.api.PatchType;
import ai.kubernaut.we.testkit.embedded.api.Patches;
import ai.kubernaut.we.testkit.embedded.api.Place;
import ai.kubernaut.we.testkit.embedded.api.WriteOptions;
import ai.kubernaut.we.testkit.embedded.json.Json;
import ai.kubernaut.we.testkit.embedded.status.Refusal;
import ai.kubernaut.we.testkit.embedded.store.StoredObject;
import com.google.gson.JsonObject;
import java.io.IOException;

/** The verbs that change something. */
final class Writes {
  private static final String STATUS = "status";

  private final ObjectRegistry registry;
  private final Lists lists;
  private final DeleteReader deleteOptions;
  private final Evictions evictions;

  Writes(ObjectRegistry registry, DeleteReader deleteOptions) {
    this.registry = registry;
    this.deleteOptions = deleteOptions;
    lists = new Lists(registry.store());
    evictions = new Evictions(registry, deleteOptions);
  }

  Answer create(Request request, ResourcePath path, Place place) {
    WriteOptions options = WriteReader.read(request, "CreateOptions");
    if (path.subresource().equals("eviction")) {
      return evictions.evict(request, place, options);
    }
    Bodies.Body body = Bodies.read(request, place.type());
    return registry.create(place, body.object(), options.remarking(body.remarks()));
  }

  Answer update(Request request, ResourcePath path, Place place) {
    Bodies.Body read = Bodies.read(request, place.type());
    JsonObject body = read.object();
    WriteOptions options = WriteReader.read(request, "UpdateOptions").remarking(read.remarks());
    if (path.subresource().equals("finalize")) {
      return registry.finalizeNamespace(place, Json.strings(body, "spec", "finalizers"));
    }
    if (Routes.first(path).equals(STATUS)) {
      return registry.updateStatus(place, Edit.replacement(body), options);
    }
    return registry.put(place, body, options);
  }

  Answer patch(Request request, ResourcePath path, Place place) {
    PatchType format = PatchType.of(request.mediaType(), place.type().custom());
    boolean status = Routes.first(path).equals(STATUS);
    WriteOptions options = WriteReader.read(request, "PatchOptions");
    if (format == PatchType.APPLY) {
      WriteReader.requireManager(request);
      boolean force = request.query().flag("force");
      return registry.apply(place, status, Bodies.applied(request), force, options);
    }
    WriteReader.forbidForce(request);
    Edit edit = Patches.edit(format, request.body(), place.type());
    return status
        ? registry.updateStatus(place, edit, options)
        : registry.update(place, edit, options);
  }

  Answer delete(Request request, Place place) {
    DeleteOptions options = deleteOptions.read(request);
    Answer answer = registry.delete(place, options);
    String warning = place.type().strategy().deletionWarning();
    return warning.isEmpty() || options.propagation() != null ? answer : answer.warning(warning);
  }

  void deleteCollection(Request request, Place place, Shaper shaper) throws IOException {
    DeleteOptions options = deleteOptions.read(request);
    Page page = lists.list(Reads.selection(request, place), Reads.query(request, false));
    for (StoredObject object : page.objects()) {
      deleteOne(new Place(place.type(), object.key().namespace(), object.key().name()), options);
    }
    shaper.page(page);
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
}
