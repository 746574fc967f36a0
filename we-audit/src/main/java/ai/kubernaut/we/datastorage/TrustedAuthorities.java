package ai.kubernaut.we.datastorage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Arrays;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.OkHttpClient;

/** Certificate authorities from a PEM file, to be trusted instead of the system's. */
final class TrustedAuthorities {

  private TrustedAuthorities() {}

  /**
   * A client that trusts those in the file as it is now; the same client where no file is
   * configured.
   */
  static OkHttpClient trusting(OkHttpClient client, Optional<Path> file) throws IOException {
    if (file.isEmpty()) {
      return client;
    }
    try {
      X509TrustManager trust = trustIn(file.get());
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {trust}, null);
      return client.newBuilder().sslSocketFactory(context.getSocketFactory(), trust).build();
    } catch (GeneralSecurityException unusable) {
      throw new IOException("no usable certificates in " + file.get(), unusable);
    }
  }

  private static X509TrustManager trustIn(Path file) throws IOException, GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(authorities(file));
    return Arrays.stream(factory.getTrustManagers())
        .filter(X509TrustManager.class::isInstance)
        .map(X509TrustManager.class::cast)
        .findFirst()
        .orElseThrow(() -> new GeneralSecurityException("no X.509 trust manager"));
  }

  private static KeyStore authorities(Path file) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    try (InputStream pem = Files.newInputStream(file)) {
      int count = 0;
      for (Certificate authority :
          CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
        store.setCertificateEntry("authority-" + count++, authority);
      }
      if (count == 0) {
        throw new GeneralSecurityException("the file is empty");
      }
    }
    return store;
  }
}
