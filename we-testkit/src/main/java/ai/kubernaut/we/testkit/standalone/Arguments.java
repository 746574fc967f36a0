package ai.kubernaut.we.testkit.standalone;

import ai.kubernaut.we.testkit.embedded.Controllers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The command line.
 *
 * @param port port to listen on; 0 takes a free one
 * @param kubeconfig file to write a kubeconfig to
 * @param controllers simulated controllers to run
 * @param definitions files with custom resource definitions
 */
record Arguments(
    int port, Optional<Path> kubeconfig, Set<Controllers> controllers, List<Path> definitions) {
  private static final String CONTROLLERS = "gc,namespace,job,kubelet,tekton";

  static final String USAGE =
      """
      Usage: java -jar we-testkit-standalone.jar [options]

        --port NUMBER         port on the loopback address; 0, the default, takes a free one
        --kubeconfig FILE     writes a kubeconfig for this API
        --controllers LIST    any of %s; the default is gc,namespace
        --crd FILE            a custom resource definition to start with; may be repeated
        --help                prints this
      """
          .formatted(CONTROLLERS);

  /** A command line that makes no sense; the message says why. */
  static final class BadUsage extends Exception {
    private static final long serialVersionUID = 1;

    BadUsage(String message) {
      super(message);
    }
  }

  static Arguments parse(List<String> words) throws BadUsage {
    int port = 0;
    Optional<Path> kubeconfig = Optional.empty();
    Set<Controllers> controllers = EnumSet.of(Controllers.GC, Controllers.NAMESPACE);
    List<Path> definitions = new ArrayList<>();
    for (int i = 0; i < words.size(); i += 2) {
      String option = words.get(i);
      if (i + 1 == words.size()) {
        throw new BadUsage(option + " needs a value");
      }
      String value = words.get(i + 1);
      switch (option) {
        case "--port" -> port = port(value);
        case "--kubeconfig" -> kubeconfig = Optional.of(fileToWrite(option, Path.of(value)));
        case "--controllers" -> controllers = controllers(value);
        case "--crd" -> definitions.add(fileToRead(option, Path.of(value)));
        default -> throw new BadUsage("unknown option " + option);
      }
    }
    return new Arguments(port, kubeconfig, controllers, definitions);
  }

  private static int port(String value) throws BadUsage {
    if (!value.matches("\\d{1,5}") || Integer.parseInt(value) > 65535) {
      throw new BadUsage("--port must be a number from 0 to 65535, not " + value);
    }
    return Integer.parseInt(value);
  }

  private static Set<Controllers> controllers(String value) throws BadUsage {
    Set<Controllers> chosen = EnumSet.noneOf(Controllers.class);
    for (String name : value.split(",", -1)) {
      try {
        if (!name.isBlank()) {
          chosen.add(Controllers.valueOf(name.strip().toUpperCase(Locale.ROOT)));
        }
      } catch (IllegalArgumentException e) {
        throw new BadUsage("--controllers: there is no " + name + "; there are " + CONTROLLERS);
      }
    }
    return chosen;
  }

  private static Path fileToRead(String option, Path file) throws BadUsage {
    if (!Files.isReadable(file) || Files.isDirectory(file)) {
      throw new BadUsage(option + ": there is no file " + file);
    }
    return file;
  }

  private static Path fileToWrite(String option, Path file) throws BadUsage {
    Path directory = file.toAbsolutePath().getParent();
    if (directory == null || !Files.isDirectory(directory)) {
      throw new BadUsage(option + ": there is no directory " + directory);
    }
    return file;
  }
}
