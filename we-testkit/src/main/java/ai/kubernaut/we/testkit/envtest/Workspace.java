package ai.kubernaut.we.testkit.envtest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** A temporary directory with the keys and tokens of one server; deleted at the end. */
final class Workspace implements AutoCloseable {
  private final Path directory;
  private final String token = UUID.randomUUID().toString();
  private final Map<String, String> serviceAccountTokens = new LinkedHashMap<>();

  Workspace(List<String> serviceAccounts) {
    serviceAccounts.forEach(name -> serviceAccountTokens.put(name, UUID.randomUUID().toString()));
    try {
      directory = Files.createTempDirectory("we-apiserver-");
      write("tokens.csv", tokens());
      write("service-account.key", privateKey());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String tokens() {
    StringBuilder lines = new StringBuilder(token + ",admin,admin,\"system:masters\"\n");
    serviceAccountTokens.forEach(
        (name, secret) ->
            lines
                .append(secret + ",system:serviceaccount:" + name + "," + name)
                .append(",\"system:serviceaccounts\"\n"));
    return lines.toString();
  }

  String token() {
    return token;
  }

  /** The token of a service account, by {@code namespace:name}. */
  String token(String serviceAccount) {
    String found = serviceAccountTokens.get(serviceAccount);
    if (found == null) {
      throw new IllegalArgumentException("the server was started without " + serviceAccount);
    }
    return found;
  }

  Path file(String name) {
    return directory.resolve(name);
  }

  Path write(String name, String content) {
    try {
      return Files.writeString(file(name), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String privateKey() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      byte[] key = generator.generateKeyPair().getPrivate().getEncoded();
      String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key);
      return "-----BEGIN PRIVATE KEY-----\n" + body + "\n-----END PRIVATE KEY-----\n";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has RSA", e);
    }
  }

  @Override
  public void close() {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
