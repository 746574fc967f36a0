package ai.kubernaut.we.testkit.embedded.store;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Function;
import java.util.zip.Deflater;

/**
 * Keeps the versions written last as they are, up to so many bytes, and packs older ones. Not
 * thread-safe.
 */
final class Freshness {
  private final Deque<StoredObject> fresh = new ArrayDeque<>();
  private final Deflater deflater = Packing.deflater();
  private final long limit;
  private long bytes;

  /**
   * @param limit how many bytes are kept as they are
   */
  Freshness(long limit) {
    this.limit = limit;
  }

  void written(StoredObject version, Function<StoredObject, Packing> packings) {
    fresh.addLast(version);
    bytes += version.length();
    while (bytes > limit) {
      StoredObject oldest = fresh.removeFirst();
      bytes -= oldest.length();
      oldest.pack(packings.apply(oldest), deflater);
    }
  }
}
