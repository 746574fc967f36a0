package ai.kubernaut.we.audit.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.kubernaut.we.audit.AuditSink;
import ai.kubernaut.we.audit.Events;
import ai.kubernaut.we.audit.KeepingSinkContract;
import ai.kubernaut.we.audit.Receipt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonLinesFileTest extends KeepingSinkContract {

  private static final long LARGE = 1 << 20;

  @TempDir private Path directory;
  private Path file;

  @BeforeEach
  void name() {
    file = directory.resolve("audit").resolve("events.jsonl");
  }

  @Override
  protected AuditSink open() {
    return new JsonLinesFile(file, 4 * LARGE, 3);
  }

  @Override
  protected List<String> kept() throws IOException {
    return lines(file);
  }

  @Override
  protected void breakDown() throws IOException {
    Files.move(file, aside());
    Files.createDirectory(file);
  }

  @Override
  protected void repair() throws IOException {
    Files.delete(file);
    Files.move(aside(), file);
  }

  @Test
  void beginsANewFileBeforeTheCurrentOneGrowsTooLong() throws IOException {
    try (AuditSink sink = new JsonLinesFile(file, sizeOf("a"), 2)) {
      Stream.of("a", "b", "c").forEach(uid -> sink.deliver(Events.texts(uid)));
    }

    assertThat(lines(file)).isEqualTo(Events.texts("c"));
    assertThat(lines(aged(1))).isEqualTo(Events.texts("b"));
    assertThat(lines(aged(2))).isEqualTo(Events.texts("a"));
  }

  @Test
  void deletesTheOldestOnceThereAreTooMany() throws IOException {
    try (AuditSink sink = new JsonLinesFile(file, 1, 2)) {
      Stream.of("a", "b", "c", "d").forEach(uid -> sink.deliver(Events.texts(uid)));
    }

    assertThat(lines(aged(2))).isEqualTo(Events.texts("b"));
    assertThat(aged(3)).doesNotExist();
  }

  @Test
  void keepsOnlyTheCurrentFileWhereNoFullOnesAreWanted() throws IOException {
    try (AuditSink sink = new JsonLinesFile(file, 1, 0)) {
      Stream.of("a", "b").forEach(uid -> sink.deliver(Events.texts(uid)));
    }

    assertThat(lines(file)).isEqualTo(Events.texts("b"));
    assertThat(aged(1)).doesNotExist();
  }

  @Test
  void takesBackALineThatACrashCutOff() throws IOException {
    try (AuditSink sink = open()) {
      sink.deliver(Events.texts("a"));
    }
    String torn = Events.texts("b").get(0).substring(0, 20) + "x".repeat(20_000);
    Files.writeString(file, torn, StandardOpenOption.APPEND);
    try (AuditSink sink = open()) {
      sink.deliver(Events.texts("c"));
    }

    assertThat(lines(file))
        .isEqualTo(Stream.of("a", "c").flatMap(uid -> Events.texts(uid).stream()).toList());
  }

  @Test
  void takesBackAFirstLineThatACrashCutOff() throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "{\"version\":");
    try (AuditSink sink = open()) {
      sink.deliver(Events.texts("a"));
    }

    assertThat(lines(file)).isEqualTo(Events.texts("a"));
  }

  @Test
  void beginsANewFileWhereSomebodyTookTheCurrentOneAway() throws IOException {
    try (AuditSink sink = open()) {
      sink.deliver(Events.texts("a"));
      Files.move(file, aside());
      sink.deliver(Events.texts("b"));
    }

    assertThat(lines(aside())).isEqualTo(Events.texts("a"));
    assertThat(lines(file)).isEqualTo(Events.texts("b"));
  }

  @Test
  void confirmsNothingThatAFullDiskDidNotTake() {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full), "a device that is always full");
    try (AuditSink sink = new JsonLinesFile(full, LARGE, 0)) {
      assertThat(sink.deliver(Events.texts("a"))).isInstanceOf(Receipt.Later.class);
    }
  }

  @Test
  void wantsASizeAndANumber() {
    assertThatThrownBy(() -> new JsonLinesFile(file, 0, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new JsonLinesFile(file, 1, -1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private Path aside() {
    return directory.resolve("aside.jsonl");
  }

  private Path aged(int age) {
    return file.resolveSibling("events.jsonl." + age);
  }

  private static long sizeOf(String uid) {
    return String.join("\n", Events.texts(uid)).length() + 1L;
  }

  /** Of complete lines: the file ends with one. */
  private static List<String> lines(Path file) throws IOException {
    String text = Files.readString(file);
    assertThat(text).endsWith("\n");
    return text.lines().toList();
  }
}
