package ai.kubernaut.we.bench.api;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;

/**
 * The process of one contender: prints its port, then answers questions from its standard input
 * with one number each, until that ends.
 */
final class Subject {
  private static final int STARTS = 11;

  private final Contender.Kind kind;

  private Subject(Contender.Kind kind) {
    this.kind = kind;
  }

  /** Starts the contender that the argument names. */
  public static void main(String[] args) throws IOException {
    new Subject(Contender.Kind.valueOf(args[0])).serve();
    System.exit(0);
  }

  private void serve() throws IOException {
    try (Contender contender = kind.start();
        BufferedReader questions =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      say(contender.port());
      for (String line = questions.readLine(); line != null; line = questions.readLine()) {
        say(Question.valueOf(line) == Question.HEAP ? liveBytes() : medianStart());
      }
    }
  }

  private static void say(long number) {
    System.out.println(number);
    System.out.flush();
  }

  /** What can be asked. */
  enum Question {
    HEAP,
    START
  }

  private static long liveBytes() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  /** Nanoseconds from nothing to the first answer, in a process that has done it before. */
  private long medianStart() {
    long[] times = IntStream.range(0, STARTS).mapToLong(i -> start()).sorted().toArray();
    return times[STARTS / 2];
  }

  private long start() {
    long began = System.nanoTime();
    try (Contender contender = kind.start()) {
      URI uri = URI.create("http://127.0.0.1:" + contender.port() + Executions.collection());
      HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
      if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
        throw new IllegalStateException("answered with " + connection.getResponseCode());
      }
      connection.disconnect();
      return System.nanoTime() - began;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
