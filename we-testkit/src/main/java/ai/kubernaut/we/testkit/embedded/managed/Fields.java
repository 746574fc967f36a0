package ai.kubernaut.we.testkit.embedded.managed;

import ai.kubernaut.we.testkit.embedded.schema.Schema;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of an object, and how those of two objects differ. */
final class Fields {
  private static final List<String> NEVER_OWNED =
      List.of(
          "f:name",
          "f:namespace",
          "f:creationTimestamp",
          "f:selfLink",
          "f:uid",
          "f:clusterName",
          "f:generation",
          "f:managedFields",
          "f:resourceVersion",
          "f:deletionTimestamp",
          "f:deletionGracePeriodSeconds");

  private final boolean typed;

  /**
   * @param typed whether the object is of a built-in kind, whose structs are always there
   */
  Fields(boolean typed) {
    this.typed = typed;
  }

  /** Everything that an applied object states. */
  FieldSet stated(JsonObject object, Schema schema) {
    FieldSet set = new FieldSet();
    state(object, schema, set);
    return strip(set);
  }

  private static void state(JsonElement value, @Nullable Schema schema, FieldSet set) {
    if (Shape.isAtomic(value, schema)) {
      set.add();
      return;
    }
    Map<String, JsonElement> parts = Shape.parts(value, schema);
    if (parts.isEmpty() && value.isJsonObject()) {
      set.add();
    }
    parts.forEach(
        (step, part) -> {
          FieldSet child = set.child(step);
          if (!Shape.isProperty(schema, step)) {
            child.add();
          }
          state(part, Shape.part(schema, step), child);
        });
  }

  /** What the second object has anew or otherwise. */
  FieldSet changed(JsonObject before, JsonObject after, Schema schema) {
    FieldSet set = new FieldSet();
    change(before, after, schema, true, set);
    return strip(set);
  }

  /** What the second object no longer has. */
  FieldSet removed(JsonObject before, JsonObject after, Schema schema) {
    FieldSet gone = new FieldSet();
    lose(before, after, schema, gone);
    return strip(gone);
  }

  private void change(
      @Nullable JsonElement before,
      JsonElement after,
      @Nullable Schema schema,
      boolean alwaysThere,
      FieldSet set) {
    boolean there = before != null || alwaysThere;
    if (after.equals(before) || (there && before == null && isEmpty(after))) {
      return;
    }
    if (Shape.isAtomic(after, schema)) {
      set.add();
      return;
    }
    Map<String, JsonElement> parts = Shape.parts(after, schema);
    if (before == null && (parts.isEmpty() || !alwaysThere)) {
      set.add();
    }
    Map<String, JsonElement> old = before == null ? Map.of() : Shape.parts(before, schema);
    parts.forEach(
        (step, part) -> {
          FieldSet child = set.child(step);
          if (!step.startsWith("f:") && !old.containsKey(step)) {
            child.add();
          }
          boolean always = typed && there && Shape.isAlwaysThere(schema, step);
          change(old.get(step), part, Shape.part(schema, step), always, child);
        });
  }

  private static boolean isEmpty(JsonElement value) {
    return value.isJsonObject()
        ? value.getAsJsonObject().isEmpty()
        : value.isJsonArray() && value.getAsJsonArray().isEmpty();
  }

  private static void lose(
      JsonElement before, @Nullable JsonElement after, @Nullable Schema schema, FieldSet gone) {
    if (after == null) {
      gone.add();
      return;
    }
    if (Shape.isAtomic(before, schema) || Shape.isAtomic(after, schema)) {
      return;
    }
    Map<String, JsonElement> now = Shape.parts(after, schema);
    Shape.parts(before, schema)
        .forEach(
            (step, part) -> lose(part, now.get(step), Shape.part(schema, step), gone.child(step)));
  }

  private static FieldSet strip(FieldSet set) {
    set.remove("f:apiVersion");
    set.remove("f:kind");
    FieldSet metadata = set.child("f:metadata");
    metadata.withdraw();
    NEVER_OWNED.forEach(metadata::remove);
    set.withdraw();
    return set.prune();
  }
}
