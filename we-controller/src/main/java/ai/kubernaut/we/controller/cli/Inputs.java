package ai.kubernaut.we.controller.cli;

import ai.kubernaut.we.controller.config.Configuration;
import ai.kubernaut.we.controller.config.InvalidConfiguration;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The files that a command names. */
final class Inputs {

  private Inputs() {}

  /**
   * Reads a text file.
   *
   * @throws IOException whose complaint names the file
   */
  static String text(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new IOException(file + ": it is a directory; name a file");
    }
    try {
      return Files.readString(file);
    } catch (CharacterCodingException binary) {
      throw new IOException(file + ": it is not text in UTF-8", binary);
    }
  }

  /** Reads the configuration; without a file the defaults hold. */
  static Configuration configuration(Optional<Path> file) throws IOException, InvalidConfiguration {
    return file.isPresent()
        ? Configuration.parse(file.get().toString(), text(file.get()))
        : Configuration.defaults();
  }
}
