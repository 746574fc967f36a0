package ai.kubernaut.we.testkit.embedded.http;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;

/**
 * The HTTP server on the loopback address. Every request has a thread, so that watches never starve
 * others.
 */
public final class ApiServer implements AutoCloseable {
  private static final int BACKLOG = 256;

  static {
    // Read once, by the first server of the process.
    // Small answers would wait for delayed acknowledgements.
    setting("nodelay", "true");
    // Closing is left to the clients: a request on a connection that is just being closed is lost.
    setting("idleInterval", Long.toString(Duration.ofDays(365).toSeconds()));
    setting("maxIdleConnections", Integer.toString(Integer.MAX_VALUE));
    // What remains of a refused body is read, or the connection would be closed unannounced.
    setting("drainAmount", Long.toString(64L * 1024 * 1024));
  }

  private final HttpServer server;
  private final ExecutorService threads;

  /**
   * Starts to serve.
   *
   * @param port port to listen on; 0 takes a free one
   * @param tls how connections are secured; empty leaves them in the clear
   */
  public ApiServer(int port, Optional<SSLContext> tls, Serving serving) throws IOException {
    InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    InetSocketAddress address = new InetSocketAddress(loopback, port);
    server = tls.isPresent() ? secured(address, tls.get()) : HttpServer.create(address, BACKLOG);
    AtomicInteger count = new AtomicInteger();
    threads =
        Executors.newCachedThreadPool(
            work -> {
              Thread thread = new Thread(work, "embedded-kubernetes-" + count.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    server.setExecutor(threads);
    server.createContext("/", serving.front("127.0.0.1:" + port()));
    server.start();
  }

  private static void setting(String name, String value) {
    System.getProperties().putIfAbsent("sun.net.httpserver." + name, value);
  }

  private static HttpServer secured(InetSocketAddress address, SSLContext tls) throws IOException {
    HttpsServer secured = HttpsServer.create(address, BACKLOG);
    secured.setHttpsConfigurator(new HttpsConfigurator(tls));
    return secured;
  }

  public int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
