package ai.kubernaut.we.testkit.embedded.store;

import java.util.TreeMap;
import java.util.concurrent.locks.Condition;

/** The current objects of one type, with their own stretch of the history. */
final class Collection {
  final TreeMap<ObjectKey, StoredObject> current = new TreeMap<>();
  final ChangeLog log = new ChangeLog();
  final Condition changed;

  Collection(Condition changed) {
    this.changed = changed;
  }
}
