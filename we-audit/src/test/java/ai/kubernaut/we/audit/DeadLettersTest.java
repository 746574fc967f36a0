package ai.kubernaut.we.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeadLettersTest {

  @TempDir private Path directory;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final PrintStream stream = new PrintStream(printed, true, StandardCharsets.UTF_8);

  @Test
  void areAppendedToTheFileInTheFormOfTheSink() throws IOException {
    Path file = directory.resolve("new").resolve("dead.jsonl");
    DeadLetters.inFile(file, stream).keep(List.of("{\"a\":\"\u00e9\"}", "{}"));
    DeadLetters.inFile(file, stream).keep(List.of("{\"b\":2}"));

    assertThat(Files.readString(file)).isEqualTo("{\"a\":\"\u00e9\"}\n{}\n{\"b\":2}\n");
    assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  @Test
  void beginALineOfTheirOwnWhereAFullDiskHasCutOffTheLast() throws IOException {
    Path file = Files.writeString(directory.resolve("dead.jsonl"), "{}\n{\"cut\":");
    DeadLetters.inFile(file, stream).keep(List.of("{\"a\":1}"));

    assertThat(Files.readString(file)).isEqualTo("{}\n{\"cut\":\n{\"a\":1}\n");
  }

  @Test
  void arePrintedWhereTheFileCannotBeWritten() {
    DeadLetters.inFile(directory, stream).keep(List.of("{\"a\":1}", "{}"));

    assertThat(printed.toString(StandardCharsets.UTF_8)).isEqualTo("{\"a\":1}\n{}\n");
  }
}
