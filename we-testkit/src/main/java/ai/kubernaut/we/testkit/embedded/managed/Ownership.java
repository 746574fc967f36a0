package ai.kubernaut.we.testkit.embedded.managed;

import ai.kubernaut.we.testkit.embedded.json.Json;
import ai.kubernaut.we.testkit.embedded.json.Timestamps;
import ai.kubernaut.we.testkit.embedded.managed.Entry.Owner;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The managed fields of one object. */
final class Ownership {
  private static final Comparator<Entry> ORDER =
      Comparator.comparing((Entry entry) -> entry.owner().operation())
          .thenComparing(Entry::time)
          .thenComparing(entry -> entry.owner().manager());

  private final List<Entry> entries = new ArrayList<>();

  static Ownership of(JsonObject object) {
    Ownership ownership = new Ownership();
    for (JsonObject entry : Json.objects(object, "metadata", "managedFields")) {
      if (!Json.text(entry, "operation").isEmpty()) {
        ownership.entries.add(Entry.parse(entry));
      }
    }
    return ownership;
  }

  boolean isEmpty() {
    return entries.isEmpty();
  }

  List<Entry> others(Owner owner) {
    return entries.stream().filter(entry -> !entry.owner().equals(owner)).toList();
  }

  Optional<Entry> find(Owner owner) {
    return entries.stream().filter(entry -> entry.owner().equals(owner)).findFirst();
  }

  /** Gives an owner exactly these fields; the time changes only with them. */
  void set(Owner owner, FieldSet fields) {
    Optional<Entry> before = find(owner);
    entries.removeIf(entry -> entry.owner().equals(owner));
    if (fields.isEmpty()) {
      return;
    }
    boolean same = before.filter(entry -> entry.fields().equals(fields)).isPresent();
    String time = same ? before.orElseThrow().time() : now();
    entries.add(new Entry(owner, time, fields));
  }

  /** Changes the fields of all owners but one. */
  void changeOthers(Owner owner, UnaryOperator<FieldSet> change) {
    List<Entry> changed = new ArrayList<>();
    for (Entry entry : entries) {
      FieldSet fields = entry.owner().equals(owner) ? entry.fields() : change.apply(entry.fields());
      if (!fields.isEmpty()) {
        changed.add(entry.with(fields));
      }
    }
    entries.clear();
    entries.addAll(changed);
  }

  void writeTo(JsonObject object) {
    JsonObject metadata = Json.child(object, "metadata");
    if (entries.isEmpty()) {
      metadata.remove("managedFields");
      return;
    }
    JsonArray json = new JsonArray();
    entries.stream().sorted(ORDER).forEach(entry -> json.add(entry.toJson()));
    metadata.add("managedFields", json);
  }

  private static String now() {
    return Timestamps.now();
  }
}
