package ai.kubernaut.we.bundle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.tls.Certificates;
import okhttp3.tls.HandshakeCertificates;

/**
 * How to reach a registry.
 *
 * @param given credentials; without them those of the Docker configuration are used
 * @param dockerConfig what {@code docker login} writes; it need not exist
 * @param authorities a PEM file of certificates to trust besides the system's
 * @param plainHttp without TLS
 */
public record RegistryAccess(
    Optional<Credentials> given,
    Optional<Path> dockerConfig,
    Optional<Path> authorities,
    boolean plainHttp) {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Pattern CERTIFICATE =
      Pattern.compile("-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----", Pattern.DOTALL);

  /** Docker Hub is reached under another name than the one in its image names. */
  HttpUrl url(ImageName name) {
    String host = name.registry().equals("docker.io") ? "registry-1.docker.io" : name.registry();
    HttpUrl url = HttpUrl.parse((plainHttp ? "http://" : "https://") + host);
    if (url == null) {
      throw new InvalidBundle("\"%s\" is not the host of a registry".formatted(name.registry()));
    }
    return url;
  }

  Optional<Credentials> credentials(String registry) throws IOException {
    if (given.isPresent() || dockerConfig.isEmpty()) {
      return given;
    }
    String key = registry.equals("docker.io") ? "index.docker.io" : registry;
    return DockerConfig.credentials(dockerConfig.get(), key);
  }

  OkHttpClient client() throws IOException {
    OkHttpClient.Builder client = new OkHttpClient.Builder().callTimeout(PATIENCE);
    if (authorities.isPresent()) {
      HandshakeCertificates trusted = trusted(authorities.get());
      client.sslSocketFactory(trusted.sslSocketFactory(), trusted.trustManager());
    }
    return client.build();
  }

  private static HandshakeCertificates trusted(Path file) throws IOException {
    HandshakeCertificates.Builder trusted =
        new HandshakeCertificates.Builder().addPlatformTrustedCertificates();
    List<MatchResult> found = CERTIFICATE.matcher(Files.readString(file)).results().toList();
    if (found.isEmpty()) {
      throw new IOException(file + ": it holds no certificate in PEM");
    }
    try {
      found.forEach(
          pem -> trusted.addTrustedCertificate(Certificates.decodeCertificatePem(pem.group())));
    } catch (IllegalArgumentException malformed) {
      throw new IOException(file + ": it holds a broken certificate", malformed);
    }
    return trusted.build();
  }
}
