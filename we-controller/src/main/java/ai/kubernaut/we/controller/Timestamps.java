package ai.kubernaut.we.controller;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Times in the two forms of Kubernetes. */
final class Timestamps {

  private static final DateTimeFormatter MICROS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

  private Timestamps() {}

  /** As {@code MicroTime} is written: always six digits of a second. */
  static String micros(Instant time) {
    return MICROS.format(time);
  }
}
