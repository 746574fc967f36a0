package ai.kubernaut.we.audit.sink;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kubernaut.we.audit.AuditMetrics;
import ai.kubernaut.we.audit.AuditSink;
import ai.kubernaut.we.audit.Events;
import ai.kubernaut.we.audit.Receipt;
import ai.kubernaut.we.datastorage.Attempts;
import ai.kubernaut.we.datastorage.DataStorage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Answers that no HTTP server library would give: the status line counts, and nothing else. */
class OddAnswersTest {

  private static final Duration TINY = Duration.ofMillis(1);
  private static final String CLOSE = "Connection: close\r\n";

  private ServerSocket server;
  private volatile String answer = "";

  @BeforeEach
  void start() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread thread = new Thread(this::serve, "odd");
    thread.setDaemon(true);
    thread.start();
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  static Stream<Arguments> confirmations() {
    return Stream.of(
        Arguments.of("no body and no length", "HTTP/1.1 201 Created\r\n" + CLOSE + "\r\n"),
        Arguments.of("no reason", "HTTP/1.1 201\r\nContent-Length: 0\r\n\r\n"),
        Arguments.of("an old protocol", "HTTP/1.0 201 Created\r\n\r\n{}"),
        Arguments.of(
            "a body of another kind",
            "HTTP/1.1 201 Created\r\nContent-Type: text/html\r\n" + CLOSE + "\r\n<html>"),
        Arguments.of(
            "a body that is cut off",
            "HTTP/1.1 201 Created\r\nContent-Length: 1000\r\n\r\n{\"event_ids\":["),
        Arguments.of(
            "a body that is not compressed as it says",
            "HTTP/1.1 201 Created\r\nContent-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}"),
        Arguments.of(
            "a hint before it",
            "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n"),
        Arguments.of(
            "broken chunks",
            "HTTP/1.1 202 Accepted\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nno chunk"));
  }

  @ParameterizedTest(name = "with {0}")
  @MethodSource("confirmations")
  void confirms(String sentence, String text) throws IOException {
    assertThat(answerTo(text)).as(sentence).isEqualTo(Receipt.confirmed());
  }

  static Stream<Arguments> refusals() {
    return Stream.of(
        Arguments.of(
            "a page for people",
            "HTTP/1.1 400 Bad Request\r\nContent-Type: text/html\r\n" + CLOSE + "\r\n<html>no"),
        Arguments.of(
            "a problem that is cut off",
            "HTTP/1.1 422 No\r\nContent-Type: application/problem+json\r\n"
                + "Content-Length: 1000\r\n\r\n{\"title\":\"s3cr3t"),
        Arguments.of(
            "a problem that is not compressed as it says",
            "HTTP/1.1 413 Large\r\nContent-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}"));
  }

  @ParameterizedTest(name = "with {0}")
  @MethodSource("refusals")
  void refuses(String sentence, String text) throws IOException {
    assertThat(answerTo(text))
        .as(sentence)
        .isEqualTo(Receipt.refused("Data Storage answered " + text.substring(9, 12)));
  }

  static Stream<Arguments> neither() {
    return Stream.of(
        Arguments.of("nothing", ""),
        Arguments.of("another protocol", "220 smtp.example.com ESMTP\r\n"),
        Arguments.of("half a status line", "HTTP/1.1 20"),
        Arguments.of("half a header", "HTTP/1.1 201 Created\r\nContent-Le"),
        Arguments.of("a status of four digits", "HTTP/1.1 2010 Created\r\n\r\n"),
        Arguments.of("a hint alone", "HTTP/1.1 100 Continue\r\n\r\n"),
        Arguments.of(
            "a list of what became of each",
            "HTTP/1.1 207 Multi-Status\r\nContent-Length: 2\r\n\r\n[]"),
        Arguments.of(
            "another way to go", "HTTP/1.1 308 Moved\r\nLocation: /\r\n" + CLOSE + "\r\n"));
  }

  @ParameterizedTest(name = "with {0}")
  @MethodSource("neither")
  void putsOff(String sentence, String text) throws IOException {
    assertThat(answerTo(text)).as(sentence).isInstanceOf(Receipt.Later.class);
  }

  private Receipt answerTo(String text) throws IOException {
    answer = text;
    DataStorage service =
        DataStorage.at("http://127.0.0.1:" + server.getLocalPort())
            .timeout(Duration.ofSeconds(30))
            .build();
    try (AuditSink sink = new DataStorageSink(service, new Attempts(2, TINY), AuditMetrics.NONE)) {
      return sink.deliver(Events.texts("a"));
    }
  }

  /** One request for each connection. */
  private void serve() {
    while (!server.isClosed()) {
      try (Socket connection = server.accept()) {
        readRequest(connection.getInputStream());
        connection.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
      } catch (SocketException closed) {
        // The test or the client has gone; the next connection tells which.
      } catch (IOException broken) {
        throw new UncheckedIOException(broken);
      }
    }
  }

  private static void readRequest(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      head.append((char) in.read());
    }
    String length = head.toString().replaceAll("(?s).*Content-Length: (\\d+).*", "$1");
    byte[] unused = in.readNBytes(Integer.parseInt(length));
  }
}
