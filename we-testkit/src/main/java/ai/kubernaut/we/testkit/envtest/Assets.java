package ai.kubernaut.we.testkit.envtest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The binaries of one Kubernetes version.
 *
 * @param directory holds etcd and kube-apiserver, and perhaps kube-controller-manager
 * @param minor minor version, for example 36
 */
record Assets(Path directory, int minor) {
  private static final Pattern VERSION = Pattern.compile("v1\\.(\\d+)");

  static Assets in(Path directory) {
    return new Assets(directory, minorOf(directory.resolve("kube-apiserver")));
  }

  String binary(String name) {
    return directory.resolve(name).toString();
  }

  boolean has(String name) {
    return Files.isExecutable(directory.resolve(name));
  }

  private static int minorOf(Path apiServer) {
    try {
      Process process =
          new ProcessBuilder(apiServer.toString(), "--version").redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      Matcher matcher = VERSION.matcher(said);
      if (!matcher.find()) {
        throw new IllegalStateException("no version in: " + said);
      }
      return Integer.parseInt(matcher.group(1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
