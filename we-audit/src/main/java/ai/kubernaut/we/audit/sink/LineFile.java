package ai.kubernaut.we.audit.sink;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/** A file that grows by whole lines, open for writing. */
final class LineFile implements Closeable {

  private static final int CHUNK = 8192;

  private final FileChannel channel;
  private final Optional<Object> key;

  private LineFile(FileChannel channel, Optional<Object> key) {
    this.channel = channel;
    this.key = key;
  }

  /** Opens a file, makes it where it is missing, and takes back a last line that is not whole. */
  static LineFile open(Path file) throws IOException {
    Path directory = file.toAbsolutePath().getParent();
    boolean made = Files.notExists(file);
    if (made && directory != null) {
      Files.createDirectories(directory);
    }
    FileChannel channel = FileChannel.open(file, CREATE, APPEND);
    if (made && directory != null) {
      force(directory);
    }
    if (Files.isRegularFile(file)) {
      dropTornLine(file);
    }
    return new LineFile(channel, key(file));
  }

  /** Whether the open file is still the one of that name. */
  boolean isAt(Path file) {
    try {
      return key.equals(key(file));
    } catch (IOException gone) {
      return false;
    }
  }

  private static Optional<Object> key(Path file) throws IOException {
    return Optional.ofNullable(Files.readAttributes(file, BasicFileAttributes.class).fileKey());
  }

  long size() throws IOException {
    return channel.size();
  }

  /** Appends all of it and waits until the disk has it, or takes back what it could. */
  void append(byte[] lines) throws IOException {
    long before = channel.size();
    try {
      ByteBuffer left = ByteBuffer.wrap(lines);
      while (left.hasRemaining()) {
        channel.write(left);
      }
      channel.force(true);
    } catch (IOException failed) {
      takeBack(before, failed);
      throw failed;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private void takeBack(long size, IOException why) {
    try {
      channel.truncate(size);
    } catch (IOException failed) {
      why.addSuppressed(failed);
    }
  }

  private static void dropTornLine(Path file) throws IOException {
    try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
      long whole = endOfLastLine(access);
      if (whole < access.length()) {
        access.setLength(whole);
      }
    }
  }

  private static long endOfLastLine(RandomAccessFile access) throws IOException {
    byte[] chunk = new byte[CHUNK];
    long end = access.length();
    while (end > 0) {
      int length = (int) Math.min(CHUNK, end);
      access.seek(end - length);
      access.readFully(chunk, 0, length);
      for (int i = length - 1; i >= 0; i--) {
        if (chunk[i] == '\n') {
          return end - length + i + 1;
        }
      }
      end -= length;
    }
    return 0;
  }

  /** The name of a new file has to outlive a crash as well; not every system can promise that. */
  private static void force(Path directory) {
    try (FileChannel names = FileChannel.open(directory, READ)) {
      names.force(true);
    } catch (IOException unsupported) {
      // Then the file is as durable as the system makes it.
    }
  }
}
