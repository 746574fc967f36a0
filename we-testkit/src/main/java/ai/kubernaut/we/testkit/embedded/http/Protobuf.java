package ai.kubernaut.we.testkit.embedded.http;

import ai.kubernaut.we.testkit.embedded.json.Json;
import ai.kubernaut.we.testkit.embedded.json.Timestamps;
import ai.kubernaut.we.testkit.embedded.status.Refusal;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.kubernetes.client.proto.Meta;
import io.kubernetes.client.proto.Runtime;
import io.kubernetes.client.proto.V1;
import io.kubernetes.client.proto.V1Admissionregistration;
import io.kubernetes.client.proto.V1Apps;
import io.kubernetes.client.proto.V1Authentication;
import io.kubernetes.client.proto.V1Authorization;
import io.kubernetes.client.proto.V1Batch;
import io.kubernetes.client.proto.V1Coordination;
import io.kubernetes.client.proto.V1Events;
import io.kubernetes.client.proto.V1Networking;
import io.kubernetes.client.proto.V1Policy;
import io.kubernetes.client.proto.V1Rbac;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * Reads the protobuf bodies that kubectl sends for built-in kinds, with the descriptors of the
 * official client.
 */
final class Protobuf {
  private static final byte[] MAGIC = {'k', '8', 's', 0};

  private static final Map<String, FileDescriptor> FILES =
      Map.ofEntries(
          Map.entry("admissionregistration.k8s.io/v1", V1Admissionregistration.getDescriptor()),
          Map.entry("apps/v1", V1Apps.getDescriptor()),
          Map.entry("authentication.k8s.io/v1", V1Authentication.getDescriptor()),
          Map.entry("authorization.k8s.io/v1", V1Authorization.getDescriptor()),
          Map.entry("batch/v1", V1Batch.getDescriptor()),
          Map.entry("coordination.k8s.io/v1", V1Coordination.getDescriptor()),
          Map.entry("events.k8s.io/v1", V1Events.getDescriptor()),
          Map.entry("networking.k8s.io/v1", V1Networking.getDescriptor()),
          Map.entry("policy/v1", V1Policy.getDescriptor()),
          Map.entry("rbac.authorization.k8s.io/v1", V1Rbac.getDescriptor()),
          Map.entry("v1", V1.getDescriptor()));

  private Protobuf() {}

  static JsonObject decode(byte[] body) {
    if (body.length < MAGIC.length || !Arrays.equals(body, 0, 4, MAGIC, 0, 4)) {
      throw notProtobuf();
    }
    try {
      Runtime.Unknown envelope =
          Runtime.Unknown.parseFrom(
              ByteString.copyFrom(body, MAGIC.length, body.length - MAGIC.length));
      String apiVersion = envelope.getTypeMeta().getApiVersion();
      String kind = envelope.getTypeMeta().getKind();
      JsonObject object = Json.of("apiVersion", apiVersion, "kind", kind);
      JsonObject content =
          message(DynamicMessage.parseFrom(descriptor(apiVersion, kind), envelope.getRaw()));
      content.entrySet().forEach(member -> object.add(member.getKey(), member.getValue()));
      return object;
    } catch (InvalidProtocolBufferException e) {
      throw malformed(String.valueOf(e.getMessage()));
    }
  }

  private static Descriptor descriptor(String apiVersion, String kind) {
    FileDescriptor file =
        kind.equals("DeleteOptions") ? Meta.getDescriptor() : FILES.get(apiVersion);
    if (file == null) {
      throw malformed("no kind \"" + kind + "\" is registered for " + apiVersion);
    }
    Descriptor found = file.findMessageTypeByName(kind);
    if (found == null) {
      throw malformed("no kind \"" + kind + "\" is registered for version \"" + apiVersion + "\"");
    }
    return found;
  }

  private static JsonObject message(Message message) {
    JsonObject object = new JsonObject();
    for (Map.Entry<FieldDescriptor, Object> field : message.getAllFields().entrySet()) {
      FieldDescriptor descriptor = field.getKey();
      if (descriptor.isMapField()) {
        object.add(descriptor.getName(), map((List<?>) field.getValue()));
      } else if (descriptor.isRepeated()) {
        JsonArray array = new JsonArray();
        ((List<?>) field.getValue()).forEach(item -> array.add(value(item)));
        object.add(descriptor.getName(), array);
      } else {
        object.add(descriptor.getName(), value(field.getValue()));
      }
    }
    return object;
  }

  private static JsonObject map(List<?> entries) {
    JsonObject object = new JsonObject();
    for (Object item : entries) {
      Message entry = (Message) item;
      Descriptor type = entry.getDescriptorForType();
      Object key = entry.getField(type.findFieldByNumber(1));
      object.add(String.valueOf(key), value(entry.getField(type.findFieldByNumber(2))));
    }
    return object;
  }

  private static JsonElement value(Object value) {
    if (value instanceof Message message) {
      return special(message);
    }
    if (value instanceof ByteString bytes) {
      return Json.element(Base64.getEncoder().encodeToString(bytes.toByteArray()));
    }
    return Json.element(value);
  }

  private static JsonElement special(Message message) {
    return switch (message.getDescriptorForType().getName()) {
      case "Time", "Timestamp" -> Json.element(Timestamps.seconds(instant(message)));
      case "MicroTime" -> Json.element(Timestamps.micros(instant(message)));
      case "Quantity" -> Json.element(text(message, "string"));
      case "IntOrString" ->
          number(message, "type") == 0
              ? Json.element(number(message, "intVal"))
              : Json.element(text(message, "strVal"));
      case "FieldsV1" -> Json.parse(raw(message));
      default -> message(message);
    };
  }

  private static Instant instant(Message message) {
    return Instant.ofEpochSecond(number(message, "seconds"), number(message, "nanos"));
  }

  private static long number(Message message, String field) {
    Object value = message.getField(message.getDescriptorForType().findFieldByName(field));
    return value instanceof Number number ? number.longValue() : 0;
  }

  private static String text(Message message, String field) {
    return String.valueOf(message.getField(message.getDescriptorForType().findFieldByName(field)));
  }

  private static String raw(Message message) {
    Object value = message.getField(message.getDescriptorForType().findFieldByName("Raw"));
    return value instanceof ByteString bytes
        ? new String(bytes.toByteArray(), StandardCharsets.UTF_8)
        : "{}";
  }

  static Refusal notProtobuf() {
    return malformed("provided data does not appear to be a protobuf message");
  }

  private static Refusal malformed(String why) {
    return Refusal.badRequest("the object provided is unrecognized: " + why);
  }
}
