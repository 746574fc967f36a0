package ai.kubernaut.we.testkit.embedded.store;

import java.util.TreeMap;
import java.util.concurrent.locks.Condition;

/** The current objects of one type, with their own stretch of the history. */
final class Collection {
  final String name;
  final TreeMap<ObjectKey, StoredObject> current = new TreeMap<>();
  final ChangeLog log = new ChangeLog();
  final Packing packing = new Packing();
  final Condition changed;

  Collection(String name, Condition changed) {
    this.name = name;
    this.changed = changed;
  }

  /** The key with strings that all keys of the collection share. */
  ObjectKey lean(ObjectKey key) {
    return new ObjectKey(name, key.namespace().intern(), key.name());
  }
}
