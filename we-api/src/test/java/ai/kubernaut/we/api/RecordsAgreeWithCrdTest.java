package ai.kubernaut.we.api;

import static ai.kubernaut.we.api.Crd.list;
import static ai.kubernaut.we.api.Crd.map;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Records and CRD describe one resource: names, types, enum values and what is required. */
class RecordsAgreeWithCrdTest {

  /** Not required on the wire, and yet never absent in a record: what absence reads as. */
  private static final Set<String> WITH_A_VALUE_WHEN_ABSENT =
      Set.of(
          // no status yet
          ".status",
          // the published default, an empty name
          ".status.executionRef.name",
          // false
          ".status.failureDetails.wasExecutionFailure");

  /** Not of the spec or the status, so without a schema. */
  private static final Set<String> WITHOUT_SCHEMA = Set.of(".metadata");

  /** Only what Kubernetes itself adds to every object. */
  private static final Set<String> WITHOUT_COMPONENT = Set.of(".apiVersion", ".kind");

  private final List<String> findings = new ArrayList<>();

  @Test
  void agreeFieldByField() {
    record("", WorkflowExecution.class, Crd.ours().schema());
    assertThat(findings).isEmpty();
  }

  @Test
  void aRecordThatDiffersIsFound() {
    record Other(
        String type,
        Optional<String> status,
        Instant reason,
        String message,
        Phase lastTransitionTime,
        Optional<String> extra) {}
    record("", Other.class, map(Crd.ours().schema("status", "conditions").get("items")));
    assertThat(findings)
        .containsExactlyInAnyOrder(
            ".status required but Optional",
            ".reason is no Instant",
            ".lastTransitionTime is no Phase",
            ".extra has no property",
            ".observedGeneration has no component");
  }

  @Test
  void anEnumWithOtherValuesIsFound() {
    value(".phase", Phase.class, Map.of("type", "string", "enum", List.of("Pending")));
    assertThat(findings).containsExactly(".phase is no Phase");
  }

  @Test
  void theClearMethodsThatTheRecordNamesAreTheOnesOfTheCrd() {
    assertThat(list(Crd.ours().schema("status", "blockClearance", "clearMethod").get("enum")))
        .containsExactly("Annotation", "APIEndpoint", "StatusField");
  }

  private void record(String path, Class<?> type, Map<String, Object> schema) {
    Map<String, Object> properties = map(schema.get("properties"));
    Set<String> names = new TreeSet<>(properties.keySet());
    for (RecordComponent component : type.getRecordComponents()) {
      String name = component.getName();
      names.remove(name);
      if (properties.containsKey(name)) {
        boolean required = list(schema.get("required")).contains(name);
        component(path + "." + name, component, required, map(properties.get(name)));
      } else {
        findings.add(path + "." + name + " has no property");
      }
    }
    names.stream()
        .map(name -> path + "." + name)
        .filter(name -> !WITHOUT_COMPONENT.contains(name))
        .forEach(name -> findings.add(name + " has no component"));
  }

  private void component(
      String path, RecordComponent component, boolean required, Map<String, Object> schema) {
    Type type = component.getGenericType();
    boolean optional = component.getType() == Optional.class;
    boolean collection = Stream.of(List.class, Map.class).anyMatch(c -> c == component.getType());
    if (WITHOUT_SCHEMA.contains(path)) {
      return;
    }
    if (required && optional) {
      findings.add(path + " required but Optional");
    } else if (!required && !optional && !collection && !WITH_A_VALUE_WHEN_ABSENT.contains(path)) {
      findings.add(path + " optional but never absent");
    }
    value(path, optional ? argument(type, 0) : type, schema);
  }

  private void value(String path, Type type, Map<String, Object> schema) {
    if (type instanceof ParameterizedType collection) {
      collection(path, collection, schema);
    } else if (isNested((Class<?>) type)) {
      expect(path, type, "object".equals(schema.get("type")));
      record(path, (Class<?>) type, schema);
    } else {
      expect(path, type, scalar((Class<?>) type, schema));
    }
  }

  private void collection(String path, ParameterizedType type, Map<String, Object> schema) {
    if (type.getRawType() == List.class) {
      expect(path, type, "array".equals(schema.get("type")));
      value(path + "[]", argument(type, 0), map(schema.get("items")));
    } else {
      expect(path, type, "object".equals(schema.get("type")) && argument(type, 0) == String.class);
      value(path + ".*", argument(type, 1), map(schema.get("additionalProperties")));
    }
  }

  private static boolean isNested(Class<?> type) {
    return type.isRecord() && type != FreeForm.class && type != Quantity.class;
  }

  private static boolean scalar(Class<?> type, Map<String, Object> schema) {
    String wire = schema.get("type") + ":" + schema.getOrDefault("format", "");
    if (type.isEnum()) {
      Set<Object> values =
          Set.copyOf(Arrays.stream(constants(type)).map(Object::toString).toList());
      return values.equals(Set.copyOf(list(schema.get("enum"))));
    } else if (type == String.class) {
      return wire.equals("string:");
    } else if (type == Instant.class) {
      return wire.equals("string:date-time");
    } else if (type == boolean.class || type == Boolean.class) {
      return wire.equals("boolean:");
    } else if (type == int.class || type == Integer.class) {
      return wire.equals("integer:int32") || wire.equals("integer:");
    } else if (type == long.class || type == Long.class) {
      return wire.equals("integer:int64") || wire.equals("integer:");
    } else if (type == BigDecimal.class) {
      return wire.equals("number:");
    } else if (type == Quantity.class) {
      return schema.containsKey("x-kubernetes-int-or-string");
    }
    return type == FreeForm.class
        && schema.containsKey("x-kubernetes-preserve-unknown-fields")
        && !schema.containsKey("type");
  }

  private static Object[] constants(Class<?> type) {
    return type.getEnumConstants();
  }

  private void expect(String path, Type type, boolean fits) {
    if (!fits) {
      String name = type instanceof Class<?> c ? c.getSimpleName() : type.getTypeName();
      findings.add(path + " is no " + name);
    }
  }

  private static Type argument(Type type, int index) {
    return ((ParameterizedType) type).getActualTypeArguments()[index];
  }
}
