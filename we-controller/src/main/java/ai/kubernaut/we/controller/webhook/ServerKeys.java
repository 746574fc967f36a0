package ai.kubernaut.we.controller.webhook;

import io.kubernetes.client.util.SSLUtils;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509KeyManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Certificate and key of a server, in PEM, as the files are at the time of each handshake. Where
 * they cannot be used, the last ones that could be are used on.
 */
final class ServerKeys extends X509ExtendedKeyManager {

  private static final Logger log = LoggerFactory.getLogger(ServerKeys.class);

  private record Loaded(String stamp, X509KeyManager keys) {}

  private final Path certificate;
  private final Path key;
  private Loaded loaded;

  private ServerKeys(Path certificate, Path key) throws IOException {
    this.certificate = certificate;
    this.key = key;
    this.loaded = load(stamp());
  }

  /**
   * TLS with the keys in these files.
   *
   * @throws IOException if they cannot be used; the message names them
   */
  static SSLContext context(Path certificate, Path key) throws IOException {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(new KeyManager[] {new ServerKeys(certificate, key)}, null, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has TLS", e);
    }
  }

  private synchronized X509KeyManager keys() {
    try {
      String now = stamp();
      if (!now.equals(loaded.stamp())) {
        loaded = load(now);
        log.info("certificate and key were replaced");
      }
    } catch (IOException unusable) {
      log.error("the certificate is used on that was there before: {}", unusable.getMessage());
    }
    return loaded.keys();
  }

  /** Read before the files, so that a change meanwhile is noticed. */
  private String stamp() throws IOException {
    return stamp(certificate) + stamp(key);
  }

  private static String stamp(Path file) throws IOException {
    Path real = file.toRealPath();
    return real + " " + Files.getLastModifiedTime(real) + " " + Files.size(real) + "\n";
  }

  private Loaded load(String stamp) throws IOException {
    try {
      byte[] pem = Files.readAllBytes(key);
      KeyManager[] managers =
          SSLUtils.keyManagers(
              Files.readAllBytes(certificate),
              pem,
              SSLUtils.recognizePrivateKeyAlgo(pem),
              "",
              null,
              null);
      return new Loaded(
          stamp,
          Arrays.stream(managers)
              .filter(X509KeyManager.class::isInstance)
              .map(X509KeyManager.class::cast)
              .findFirst()
              .orElseThrow(() -> new GeneralSecurityException("no X.509 key")));
    } catch (GeneralSecurityException | RuntimeException unusable) {
      throw new IOException(
          "no usable certificate and key in %s and %s".formatted(certificate, key), unusable);
    }
  }

  @Override
  public @Nullable String chooseEngineServerAlias(
      String keyType, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
    return keys().chooseServerAlias(keyType, issuers, null);
  }

  @Override
  public @Nullable String chooseServerAlias(
      String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
    return keys().chooseServerAlias(keyType, issuers, socket);
  }

  @Override
  public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
    return keys().getServerAliases(keyType, issuers);
  }

  @Override
  public X509Certificate @Nullable [] getCertificateChain(String alias) {
    return keys().getCertificateChain(alias);
  }

  @Override
  public @Nullable PrivateKey getPrivateKey(String alias) {
    return keys().getPrivateKey(alias);
  }

  @Override
  public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
    return null;
  }

  @Override
  public @Nullable String chooseClientAlias(
      String @Nullable [] keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
    return null;
  }
}
