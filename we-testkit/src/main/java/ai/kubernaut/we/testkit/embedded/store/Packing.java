package ai.kubernaut.we.testkit.embedded.store;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * Packs the versions of one collection. They resemble each other, so that the first one serves as
 * the dictionary of all others. Packing needs a lock, unpacking does not.
 */
final class Packing {
  private static final int WINDOW = 32 * 1024;
  private static final boolean RAW = true;
  private static final Queue<Inflater> INFLATERS = new ConcurrentLinkedQueue<>();

  private byte @Nullable [] dictionary;

  /** The packed form of some bytes. */
  byte[] pack(byte[] bytes, Deflater deflater) {
    byte[] sample = dictionary();
    if (sample == null) {
      sample = bytes.length <= WINDOW ? bytes : Arrays.copyOf(bytes, WINDOW);
      setDictionary(sample);
    }
    deflater.reset();
    deflater.setDictionary(sample);
    deflater.setInput(bytes);
    deflater.finish();
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length / 4);
    byte[] buffer = new byte[1024];
    while (!deflater.finished()) {
      out.write(buffer, 0, deflater.deflate(buffer));
    }
    return out.toByteArray();
  }

  private synchronized byte @Nullable [] dictionary() {
    return dictionary;
  }

  private synchronized void setDictionary(byte[] sample) {
    dictionary = sample;
  }

  /** The bytes of which this is the packed form. */
  byte[] unpack(byte[] packed, int length) {
    byte[] sample = dictionary();
    if (sample == null) {
      throw new IllegalStateException("nothing has been packed");
    }
    Inflater pooled = INFLATERS.poll();
    Inflater inflater = pooled == null ? new Inflater(RAW) : pooled;
    try {
      inflater.reset();
      inflater.setDictionary(sample);
      inflater.setInput(packed);
      byte[] bytes = new byte[length];
      int got = 0;
      while (got < length) {
        got += inflater.inflate(bytes, got, length - got);
      }
      return bytes;
    } catch (DataFormatException e) {
      throw new IllegalStateException("packed by this class and not changed since", e);
    } finally {
      INFLATERS.offer(inflater);
    }
  }

  static Deflater deflater() {
    return new Deflater(Deflater.BEST_SPEED, RAW);
  }
}
