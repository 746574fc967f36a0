package ai.kubernaut.we.testkit.embedded.api;

import ai.kubernaut.we.testkit.embedded.resource.ResourceType;
import ai.kubernaut.we.testkit.embedded.store.Change;
import ai.kubernaut.we.testkit.embedded.store.ObjectKey;
import ai.kubernaut.we.testkit.embedded.store.StoredObject;
import org.jspecify.annotations.Nullable;

/** Which objects of a collection a list, a watch or a collection delete is about. */
public final class Selection {
  private final Place place;
  private final LabelSelector labels;
  private final FieldSelector fields;

  private Selection(Place place, LabelSelector labels, FieldSelector fields) {
    this.place = place;
    this.labels = labels;
    this.fields = fields;
  }

  public static Selection of(Place place, String labelSelector, String fieldSelector) {
    ResourceType type = place.type();
    return new Selection(
        place, LabelSelector.parse(labelSelector), FieldSelector.parse(fieldSelector, type));
  }

  public Place place() {
    return place;
  }

  /** Whether selectors leave anything out. */
  boolean isFiltered() {
    return !labels.isEmpty() || !fields.isEmpty();
  }

  /** The key of the one object that can match; null when several can. */
  @Nullable ObjectKey onlyKey() {
    String name = place.name().isEmpty() ? fields.onlyName() : place.name();
    boolean placed = !place.type().namespaced() || !place.namespace().isEmpty();
    return name != null && placed ? place.type().key(place.namespace(), name) : null;
  }

  public boolean matches(StoredObject object) {
    boolean inside =
        place.namespace().isEmpty() || place.namespace().equals(object.key().namespace());
    boolean named = place.name().isEmpty() || place.name().equals(object.key().name());
    return inside && named && labels.test(object.labels()) && fields.matches(object);
  }

  /** How a watcher of this selection sees a change; null when it does not. */
  public @Nullable Sight see(Change change) {
    boolean now = change.type() != Change.Type.DELETED && matches(change.after());
    StoredObject before = change.before();
    boolean then = before != null && matches(before);
    if (now) {
      return new Sight(then ? Change.Type.MODIFIED : Change.Type.ADDED, change.after());
    }
    return then ? new Sight(Change.Type.DELETED, change.after()) : null;
  }

  /**
   * One event of a watch.
   *
   * @param type what the watcher is told
   * @param object the version that it is told about
   */
  public record Sight(Change.Type type, StoredObject object) {}
}
