package ai.kubernaut.we.audit.sink;

import ai.kubernaut.we.audit.AuditSink;
import ai.kubernaut.we.audit.Lines;
import ai.kubernaut.we.audit.Receipt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Appends every event as a line of JSON to a file of its own, and confirms once the disk has it.
 * Full files are kept as {@code name.1}, the newest, to {@code name.n}. A line that a crash cut off
 * was never confirmed and is taken back.
 */
public final class JsonLinesFile implements AuditSink {

  private static final Logger log = LoggerFactory.getLogger(JsonLinesFile.class);

  private final Path file;
  private final long longest;
  private final int kept;
  private Optional<LineFile> current = Optional.empty();

  /**
   * A sink that touches nothing before the first batch.
   *
   * @param longest bytes after which a new file is begun, if a batch does not fit any more
   * @param kept how many full files are kept besides the current one; older ones are deleted
   */
  public JsonLinesFile(Path file, long longest, int kept) {
    if (longest < 1 || kept < 0) {
      throw new IllegalArgumentException("a file has a size, and the full ones a number");
    }
    this.file = file;
    this.longest = longest;
    this.kept = kept;
  }

  @Override
  public synchronized Receipt deliver(List<String> events) {
    try {
      byte[] lines = Lines.of(events);
      fileFor(lines.length).append(lines);
      return Receipt.confirmed();
    } catch (IOException failed) {
      close();
      return Receipt.later("cannot write %s: %s".formatted(file, failed));
    }
  }

  @Override
  public synchronized void close() {
    try {
      leave();
    } catch (IOException failed) {
      log.warn("cannot close {}: {}", file, failed.toString());
    }
  }

  /** The current file, or a new one where it is full or somebody has taken it away. */
  private LineFile fileFor(int length) throws IOException {
    if (current.filter(open -> !open.isAt(file)).isPresent()) {
      leave();
    }
    LineFile open = enter();
    if (open.size() == 0 || open.size() + length <= longest) {
      return open;
    }
    leave();
    shift();
    return enter();
  }

  private LineFile enter() throws IOException {
    LineFile open = current.isPresent() ? current.get() : LineFile.open(file);
    current = Optional.of(open);
    return open;
  }

  private void leave() throws IOException {
    Optional<LineFile> left = current;
    current = Optional.empty();
    if (left.isPresent()) {
      left.get().close();
    }
  }

  private void shift() throws IOException {
    if (kept == 0) {
      Files.delete(file);
      return;
    }
    for (int age = kept - 1; age >= 1; age--) {
      if (Files.exists(aged(age))) {
        move(aged(age), aged(age + 1));
      }
    }
    move(file, aged(1));
  }

  private static void move(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
  }

  private Path aged(int age) {
    return file.resolveSibling(file.getFileName() + "." + age);
  }
}
