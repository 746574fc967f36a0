package ai.kubernaut.we.bundle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import okio.Buffer;
import okio.ByteString;

/**
 * One object as a layer: a compressed tar archive with one file, the same bytes for the same object
 * always.
 */
record Layer(TektonObject object, ByteString archive) {

  private static final String MEDIA_TYPE = "application/vnd.oci.image.layer.v1.tar+gzip";
  private static final int BLOCK = 512;

  static Layer of(TektonObject object) {
    byte[] content = object.json().toString().getBytes(StandardCharsets.UTF_8);
    return new Layer(object, ByteString.of(tar(object.name(), content)));
  }

  /** The digest of the archive before compression, by which an image's configuration names it. */
  String diffId() {
    return Blob.digest(archive);
  }

  Blob blob() {
    Buffer compressed = new Buffer();
    try (GZIPOutputStream gzip = new GZIPOutputStream(compressed.outputStream())) {
      archive.write(gzip);
    } catch (IOException impossible) {
      throw new UncheckedIOException("memory does not fail to be written", impossible);
    }
    return new Blob(MEDIA_TYPE, compressed.readByteString());
  }

  /** The file, padded to a whole block, and two empty blocks at the end. */
  private static byte[] tar(String name, byte[] content) {
    int padded = (content.length + BLOCK - 1) / BLOCK * BLOCK;
    byte[] archive = new byte[BLOCK + padded + 2 * BLOCK];
    header(archive, name, content.length);
    System.arraycopy(content, 0, archive, BLOCK, content.length);
    return archive;
  }

  /** A POSIX (ustar) header of a regular file that everybody may read, from the epoch. */
  private static void header(byte[] archive, String name, int size) {
    put(archive, 0, name.length() > 100 ? name.substring(0, 100) : name);
    put(archive, 100, "0000644\0");
    put(archive, 108, "0000000\0");
    put(archive, 116, "0000000\0");
    put(archive, 124, "%011o\0".formatted(size));
    put(archive, 136, "00000000000\0");
    put(archive, 148, "        ");
    put(archive, 156, "0");
    put(archive, 257, "ustar\00000");
    put(archive, 148, "%06o\0 ".formatted(sum(archive)));
  }

  private static int sum(byte[] archive) {
    int sum = 0;
    for (int i = 0; i < BLOCK; i++) {
      sum += archive[i] & 0xff;
    }
    return sum;
  }

  private static void put(byte[] archive, int at, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, archive, at, bytes.length);
  }
}
