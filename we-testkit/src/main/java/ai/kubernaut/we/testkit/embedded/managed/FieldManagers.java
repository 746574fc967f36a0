package ai.kubernaut.we.testkit.embedded.managed;

import ai.kubernaut.we.testkit.embedded.json.Json;
import ai.kubernaut.we.testkit.embedded.managed.Entry.Owner;
import ai.kubernaut.we.testkit.embedded.resource.ResourceType;
import ai.kubernaut.we.testkit.embedded.schema.Schema;
import ai.kubernaut.we.testkit.embedded.status.Refusal;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** Records who wrote what, and applies configurations. */
public final class FieldManagers {
  /** Who owns what was there before anybody was recorded. */
  private static final String BEFORE = "before-first-apply";

  private final ResourceType type;
  private final Schema schema;
  private final Fields fields;

  /**
   * @param metadata schema of the metadata, which custom schemas leave out
   */
  public FieldManagers(ResourceType type, Schema metadata) {
    this.type = type;
    fields = new Fields(!type.custom());
    schema = type.schema().withProperty("metadata", metadata);
  }

  /**
   * Records a create or update in the new object; an object that nobody is said to own stays so
   * until it is applied.
   *
   * @param before the object before; without any members when there was none
   * @param after complete but for its managed fields
   * @param subresource empty for the object itself
   */
  public void recordUpdate(
      JsonObject before, JsonObject after, String manager, String subresource) {
    boolean given = Json.at(after, "metadata", "managedFields") != null;
    Ownership ownership = Ownership.of(given ? after : before);
    if (ownership.isEmpty() && !before.isEmpty()) {
      Json.child(after, "metadata").remove("managedFields");
      return;
    }
    Owner owner = new Owner(manager, "Update", type.apiVersion(), subresource);
    FieldSet changed = fields.changed(before, after, schema);
    limit(changed, subresource);
    FieldSet removed = fields.removed(before, after, schema);
    FieldSet own =
        ownership.find(owner).map(entry -> entry.fields().union(changed)).orElse(changed);
    ownership.set(owner, own.minusBelow(removed));
    ownership.changeOthers(owner, set -> set.minus(changed).minusBelow(removed));
    ownership.writeTo(after);
  }

  /**
   * Refuses a configuration that does not fit the schema: unknown fields, wrong types, list items
   * without their keys or with the same.
   */
  public void requireTyped(JsonObject config, String namespace, String name) {
    List<String> errors = TypedCheck.errors(config, schema);
    if (!errors.isEmpty()) {
      String list =
          errors.size() == 1 ? errors.get(0) : "errors:\n  " + String.join("\n  ", errors);
      throw Refusal.of(
          500,
          "",
          "failed to create typed patch object (%s/%s; %s, Kind=%s): %s"
              .formatted(namespace, name, type.apiVersion(), type.kind(), list));
    }
  }

  /** What an applied configuration makes of an object, and who owns it then. */
  public Applied apply(
      JsonObject live, JsonObject config, String manager, String subresource, boolean force) {
    Owner owner = new Owner(manager, "Apply", type.apiVersion(), subresource);
    Ownership ownership = Ownership.of(live);
    if (ownership.isEmpty() && !live.isEmpty()) {
      FieldSet all = fields.changed(new JsonObject(), live, schema);
      ownership.set(new Owner(BEFORE, "Update", type.apiVersion(), ""), all);
    }
    FieldSet stated = fields.stated(config, schema);
    limit(stated, subresource);
    FieldSet before = ownership.find(owner).map(Entry::fields).orElse(new FieldSet());
    JsonObject merged = Merge.merge(live, config, schema);
    FieldSet others = new FieldSet();
    for (Entry entry : ownership.others(owner)) {
      others = others.union(entry.fields());
    }
    Merge.remove(merged, before.minus(stated), others, schema);
    FieldSet changed = fields.changed(live, merged, schema).intersect(stated);
    if (!force) {
      refuseConflicts(ownership.others(owner), changed);
    }
    FieldSet removed = fields.removed(live, merged, schema);
    ownership.changeOthers(owner, set -> set.minus(changed).minusBelow(removed));
    ownership.set(owner, stated);
    JsonObject marked = new JsonObject();
    ownership.writeTo(marked);
    return new Applied(merged, Json.items(marked, "metadata", "managedFields"));
  }

  private void limit(FieldSet stated, String subresource) {
    if (subresource.equals("status")) {
      stated.remove("f:spec");
    } else if (type.hasStatus()) {
      stated.remove("f:status");
    }
  }

  /**
   * The result of an apply.
   *
   * @param object the merged object
   * @param managedFields who owns it
   */
  public record Applied(JsonObject object, List<JsonElement> managedFields) {
    public Applied {
      managedFields = List.copyOf(managedFields);
    }

    /** The merged object with its owners in it. */
    public JsonObject withManagedFields() {
      Json.child(object, "metadata").add("managedFields", Json.element(managedFields));
      return object;
    }
  }

  private static void refuseConflicts(List<Entry> others, FieldSet changed) {
    JsonArray causes = new JsonArray();
    List<String> said = new ArrayList<>();
    for (Entry entry : others) {
      List<String> paths = entry.fields().intersect(changed).paths();
      String who = describe(entry);
      for (String path : paths) {
        causes.add(
            Json.of(
                "reason",
                "FieldManagerConflict",
                "message",
                "conflict with " + who,
                "field",
                path));
      }
      if (paths.size() == 1) {
        said.add("conflict with " + who + ": " + paths.get(0));
      } else if (!paths.isEmpty()) {
        said.add("conflicts with " + who + ":\n- " + String.join("\n- ", paths));
      }
    }
    if (!causes.isEmpty()) {
      String count = causes.size() == 1 ? "1 conflict" : causes.size() + " conflicts";
      throw Refusal.of(
          409,
          "Conflict",
          "Apply failed with " + count + ": " + String.join("\n", said),
          Json.of("causes", causes));
    }
  }

  private static String describe(Entry entry) {
    Owner owner = entry.owner();
    String name = "\"" + owner.manager() + "\"";
    if (!owner.subresource().isEmpty()) {
      name += " with subresource \"" + owner.subresource() + "\"";
    }
    return owner.isApply() ? name : name + " using " + owner.apiVersion();
  }
}
