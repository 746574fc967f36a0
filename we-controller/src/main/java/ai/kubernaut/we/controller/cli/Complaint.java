package ai.kubernaut.we.controller.cli;

import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;

/** What went wrong, in words for whoever typed the command. */
final class Complaint {

  private Complaint() {}

  static String of(Exception broken) {
    if (broken instanceof NoSuchFileException missing) {
      return missing.getFile() + ": there is no such file";
    }
    if (broken instanceof AccessDeniedException denied) {
      return denied.getFile() + ": it may not be read";
    }
    return Optional.ofNullable(broken.getMessage()).orElse(broken.getClass().getSimpleName());
  }
}
