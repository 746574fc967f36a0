package ai.kubernaut.we.testkit.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A client that keeps its connection can count on it. */
@ai.kubernaut.we.testkit.junit.EmbeddedKubernetes
class ConnectionsTest {
  /** Newer Java says nothing of a number of requests where there is no bound. */
  private static final Pattern KEPT =
      Pattern.compile("(?i)keep-alive: timeout=(\\d+)(?:, max=(\\d+))?");

  private static final Pattern LENGTH = Pattern.compile("(?i)content-length: (\\d+)");

  @Test
  void anIdleConnectionIsLeftToItsClient(EmbeddedKubernetes api) throws IOException {
    try (Connection connection = new Connection(api)) {
      String head = connection.ask("GET /version HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");

      Matcher kept = KEPT.matcher(head);
      assertThat(kept.find()).as(head).isTrue();
      assertThat(Duration.ofSeconds(Long.parseLong(kept.group(1))))
          .isGreaterThan(Duration.ofDays(1));
      assertThat(
              Optional.ofNullable(kept.group(2)).map(Integer::parseInt).orElse(Integer.MAX_VALUE))
          .isEqualTo(Integer.MAX_VALUE);
    }
  }

  @Test
  void aConnectionSurvivesARefusedBody(EmbeddedKubernetes api) throws IOException {
    int large = 2 * 1024 * 1024;
    try (Connection connection = new Connection(api)) {
      String refusal =
          connection.ask(
              "POST /nowhere HTTP/1.1\r\nHost: api\r\nContent-Length: %d\r\n\r\n%s"
                  .formatted(large, "x".repeat(large)));
      String next = connection.ask("GET /version HTTP/1.1\r\nHost: api\r\n\r\n");

      assertThat(refusal).startsWith("HTTP/1.1 405");
      assertThat(next).startsWith("HTTP/1.1 200");
    }
  }

  /** One connection; answers are read to their end. */
  private static final class Connection implements AutoCloseable {
    private final Socket socket;
    private final OutputStream out;
    private final InputStream in;

    Connection(EmbeddedKubernetes api) throws IOException {
      socket = new Socket(InetAddress.getLoopbackAddress(), api.port());
      out = socket.getOutputStream();
      in = new BufferedInputStream(socket.getInputStream());
    }

    /** The head of the answer. */
    String ask(String request) throws IOException {
      out.write(request.getBytes(StandardCharsets.US_ASCII));
      out.flush();
      String head = head();
      Matcher length = LENGTH.matcher(head);
      assertThat(length.find()).as(head).isTrue();
      in.skipNBytes(Long.parseLong(length.group(1)));
      return head;
    }

    private String head() throws IOException {
      ByteArrayOutputStream head = new ByteArrayOutputStream();
      while (!head.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
        int next = in.read();
        assertThat(next).as("the connection was closed").isNotNegative();
        head.write(next);
      }
      return head.toString(StandardCharsets.US_ASCII);
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
