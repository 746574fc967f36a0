package ai.kubernaut.we.bench.api;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A contender in a process of its own, so that neither shares a heap or compiled code. */
final class Server implements AutoCloseable {
  private final Process process;
  private final BufferedReader answers;
  private final PrintStream questions;
  private final String url;

  private Server(Process process) throws IOException {
    this.process = process;
    answers = process.inputReader(StandardCharsets.UTF_8);
    questions = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
    url = "http://127.0.0.1:" + number();
  }

  static Server start(Contender.Kind kind) throws IOException {
    return new Server(
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-Dlogback.configurationFile=warnings-only.xml",
                "-classpath",
                System.getProperty("java.class.path"),
                Subject.class.getName(),
                kind.name())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start());
  }

  String url() {
    return url;
  }

  long ask(Subject.Question question) throws IOException {
    questions.println(question);
    return number();
  }

  /** Libraries print there as well; a line of digits is ours. */
  private long number() throws IOException {
    return answers
        .lines()
        .filter(line -> line.matches("\\d+"))
        .findFirst()
        .map(Long::parseLong)
        .orElseThrow(() -> new IOException("the process has ended"));
  }

  @Override
  public void close() throws IOException {
    questions.close();
    process.destroy();
  }
}
