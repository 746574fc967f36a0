package ai.kubernaut.we.datastorage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** A token in a file that somebody replaces now and then. */
record BearerToken(Optional<Path> file) {

  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/=-]+");

  /**
   * The token as it is now; empty where none is configured.
   *
   * @throws IOException if there is none in the file; the message does not quote it
   */
  Optional<String> read() throws IOException {
    if (file.isEmpty()) {
      return Optional.empty();
    }
    String token = Files.readString(file.get()).strip();
    if (!TOKEN.matcher(token).matches()) {
      throw new IOException("there is no token in " + file.get());
    }
    return Optional.of(token);
  }
}
