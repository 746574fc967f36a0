package ai.kubernaut.we.controller.runtime;

import ai.kubernaut.we.kubernetes.Json;
import ai.kubernaut.we.kubernetes.ResourceType;
import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;

/** One thing to say about an object, and its form as an Event. */
record EventText(InvolvedObject about, String type, String reason, String message, Instant time) {

  private static final int LONGEST_MESSAGE = 1024;
  private static final int LONGEST_NAME = 253;

  /** Where the Event is kept: with the object, or in "default" if that is cluster-scoped. */
  String namespace() {
    return about.namespace().isEmpty() ? "default" : about.namespace();
  }

  /** The same for every repeat, and for nothing else. */
  String name() {
    String suffix = "." + hash(about.uid() + "/" + type + "/" + reason);
    String start = about.name();
    int longest = LONGEST_NAME - suffix.length();
    return (start.length() <= longest ? start : cut(start, longest)) + suffix;
  }

  JsonObject toJson(String component, String instance) {
    JsonObject event = new JsonObject();
    event.addProperty("apiVersion", ResourceType.EVENTS.apiVersion());
    event.addProperty("kind", ResourceType.EVENTS.kind());
    JsonObject metadata = new JsonObject();
    metadata.addProperty("namespace", namespace());
    metadata.addProperty("name", name());
    event.add("metadata", metadata);
    event.add("involvedObject", involved());
    event.addProperty("type", type);
    event.addProperty("reason", reason);
    event.addProperty("message", message);
    event.addProperty("firstTimestamp", seconds());
    event.addProperty("lastTimestamp", seconds());
    event.addProperty("count", 1);
    JsonObject source = new JsonObject();
    source.addProperty("component", component);
    event.add("source", source);
    event.addProperty("reportingComponent", component);
    event.addProperty("reportingInstance", instance);
    return event;
  }

  /** The patch that makes an earlier Event of this name say it again. */
  JsonObject repeated(int count) {
    JsonObject patch = new JsonObject();
    patch.addProperty("count", count);
    patch.addProperty("lastTimestamp", seconds());
    patch.addProperty("message", message);
    return patch;
  }

  static int countOf(JsonObject event) {
    return (int) Math.min(Json.integer(event, "count").orElse(1), Integer.MAX_VALUE - 1);
  }

  /** Cuts to what the API takes, in bytes, without cutting a character in two. */
  static String shorten(String message) {
    byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
    if (bytes.length <= LONGEST_MESSAGE) {
      return message;
    }
    int end = LONGEST_MESSAGE - 3;
    while ((bytes[end] & 0xC0) == 0x80) {
      end--;
    }
    return new String(bytes, 0, end, StandardCharsets.UTF_8) + "...";
  }

  private JsonObject involved() {
    JsonObject involved = new JsonObject();
    involved.addProperty("apiVersion", about.type().apiVersion());
    involved.addProperty("kind", about.type().kind());
    if (!about.namespace().isEmpty()) {
      involved.addProperty("namespace", about.namespace());
    }
    involved.addProperty("name", about.name());
    involved.addProperty("uid", about.uid());
    return involved;
  }

  private String seconds() {
    return time.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** A name must not have a dot or dash right before the suffix. */
  private static String cut(String name, int longest) {
    int end = longest;
    while (end > 0 && (name.charAt(end - 1) == '.' || name.charAt(end - 1) == '-')) {
      end--;
    }
    return name.substring(0, end);
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
