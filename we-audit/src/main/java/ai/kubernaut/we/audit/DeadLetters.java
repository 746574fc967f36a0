package ai.kubernaut.we.audit;

import java.io.IOException;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where events end that were given up: one line of JSON each, exactly as the sink would have got
 * them, so that a person can send them later.
 */
public interface DeadLetters {

  /** Keeps the events as well as it can, and does not throw. */
  void keep(List<String> events);

  /**
   * Appends to a file and waits until the disk has it; what the file does not take goes to a
   * stream.
   */
  static DeadLetters inFile(Path file, PrintStream fallback) {
    Logger log = LoggerFactory.getLogger(DeadLetters.class);
    return events -> {
      try {
        append(file, events);
      } catch (IOException failed) {
        log.error(
            "cannot write dead letters to {}, printing them instead: {}", file, failed.toString());
        onStream(fallback).keep(events);
      }
    };
  }

  /** Prints them. */
  static DeadLetters onStream(PrintStream stream) {
    return events -> {
      byte[] lines = Lines.of(events);
      stream.write(lines, 0, lines.length);
      stream.flush();
    };
  }

  private static void append(Path file, List<String> events) throws IOException {
    Files.createDirectories(file.toAbsolutePath().normalize().resolveSibling("."));
    boolean torn = endsWithinALine(file);
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      ByteBuffer lines = ByteBuffer.wrap(Lines.of(torn ? afterATornLine(events) : events));
      while (lines.hasRemaining()) {
        channel.write(lines);
      }
      channel.force(true);
    }
  }

  /** What a full disk or a crash has cut off must not spoil the next letter. */
  private static boolean endsWithinALine(Path file) throws IOException {
    if (!Files.isRegularFile(file) || Files.size(file) == 0) {
      return false;
    }
    try (RandomAccessFile letters = new RandomAccessFile(file.toFile(), "r")) {
      letters.seek(letters.length() - 1);
      return letters.read() != '\n';
    }
  }

  private static List<String> afterATornLine(List<String> events) {
    return Stream.concat(Stream.of(""), events.stream()).toList();
  }
}
