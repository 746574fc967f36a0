package ai.kubernaut.we.bundle;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import okhttp3.tls.HeldCertificate;

/** Gives tokens, in the form that registries check, to whoever knows the password. */
final class TokenService implements AutoCloseable {

  private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();

  private final HttpServer server;
  private final HeldCertificate signer;
  private final String basic;

  TokenService(HeldCertificate signer, Credentials who) throws IOException {
    this.signer = signer;
    this.basic = okhttp3.Credentials.basic(who.username(), who.password());
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/token", this::handle);
    server.start();
  }

  String realm() {
    return "http://localhost:" + server.getAddress().getPort() + "/token";
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      boolean known = basic.equals(exchange.getRequestHeaders().getFirst("Authorization"));
      String answer = known ? "{\"token\": \"%s\"}".formatted(token()) : "{}";
      byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(known ? 200 : 401, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private String token() {
    long now = Instant.now().getEpochSecond();
    String chain = Base64.getEncoder().encodeToString(encoded());
    String header = "{\"typ\": \"JWT\", \"alg\": \"RS256\", \"x5c\": [\"%s\"]}".formatted(chain);
    String claims =
        """
        {"iss": "tokens", "sub": "alice", "aud": "bundles", "exp": %d, "nbf": %d, "iat": %d,
         "jti": "1", "access": [
           {"type": "repository", "name": "team/restart", "actions": ["pull", "push"]}]}
        """
            .formatted(now + 300, now - 60, now);
    String signed = url(header) + "." + url(claims);
    return signed + "." + URL.encodeToString(sign(signed));
  }

  private byte[] encoded() {
    try {
      return signer.certificate().getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private byte[] sign(String text) {
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(signer.keyPair().getPrivate());
      signature.update(text.getBytes(StandardCharsets.UTF_8));
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String url(String json) {
    return URL.encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
