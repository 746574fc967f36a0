package ai.kubernaut.we.controller.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kubernaut.we.controller.Manifests;
import ai.kubernaut.we.kubernetes.Json;
import ai.kubernaut.we.kubernetes.YamlJson;
import com.google.gson.JsonObject;
import dev.cel.bundle.Cel;
import dev.cel.bundle.CelFactory;
import dev.cel.common.types.SimpleType;
import dev.cel.common.values.NullValue;
import dev.cel.parser.CelStandardMacro;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which writes wait for the webhook: those that touch a clearance, and no others. */
class MatchConditionTest {

  private static final String KEY = "kubernaut.ai/clear-execution-block";
  private static final Object NOTHING = NullValue.NULL_VALUE;
  private static final Map<String, Object> BARE = Map.of("metadata", Map.of());
  private static final Map<String, Object> OTHER = annotated(Map.of("team", "shop"));
  private static final Map<String, Object> ASKED = annotated(Map.of(KEY, "why"));
  private static final Map<String, Object> STAMPED =
      annotated(Map.of(KEY, "why", KEY + "-by", "alice", KEY + "-at", "noon"));

  private static Map<String, Object> annotated(Map<String, String> annotations) {
    return Map.of("metadata", Map.of("annotations", annotations));
  }

  private static Map<String, Object> with(Map<String, Object> object, String key, String value) {
    @SuppressWarnings("unchecked")
    Map<String, Map<String, String>> metadata =
        (Map<String, Map<String, String>>) object.get("metadata");
    Map<String, String> more = new HashMap<>(metadata.get("annotations"));
    more.put(key, value);
    return annotated(more);
  }

  private static boolean waits(Object old, Object now) throws Exception {
    String expression =
        YamlJson.documents(Manifests.webhook("system", Optional.empty())).stream()
            .map(document -> document.getAsJsonObject())
            .flatMap(document -> Json.objects(document, "webhooks").stream())
            .flatMap(webhook -> Json.objects(webhook, "matchConditions").stream())
            .map((JsonObject condition) -> Json.string(condition, "expression").orElseThrow())
            .findFirst()
            .orElseThrow();
    Cel cel =
        CelFactory.legacyCelBuilder()
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .addVar("object", SimpleType.DYN)
            .addVar("oldObject", SimpleType.DYN)
            .build();
    return (Boolean)
        cel.createProgram(cel.compile(expression).getAst())
            .eval(Map.of("object", now, "oldObject", old));
  }

  static Stream<Arguments> writes() {
    return Stream.of(
        Arguments.of("a plain creation", false, NOTHING, BARE),
        Arguments.of("a creation with other annotations", false, NOTHING, OTHER),
        Arguments.of("a creation with a clearance", true, NOTHING, ASKED),
        Arguments.of("a creation with a stamp", true, NOTHING, STAMPED),
        Arguments.of("a change of something else", false, BARE, OTHER),
        Arguments.of("a clearance", true, OTHER, ASKED),
        Arguments.of("the first annotation of all is a clearance", true, BARE, ASKED),
        Arguments.of("an empty clearance", true, BARE, annotated(Map.of(KEY, ""))),
        Arguments.of("a change of something else later", false, STAMPED, with(STAMPED, "a", "b")),
        Arguments.of("another reason", true, STAMPED, with(STAMPED, KEY, "never mind")),
        Arguments.of("another name", true, STAMPED, with(STAMPED, KEY + "-by", "bob")),
        Arguments.of("another time", true, STAMPED, with(STAMPED, KEY + "-at", "one")),
        Arguments.of("an empty name", true, ASKED, with(ASKED, KEY + "-by", "")),
        Arguments.of("a stamp is taken away", true, STAMPED, ASKED),
        Arguments.of("everything is taken away", true, STAMPED, BARE),
        Arguments.of(
            "an annotation of a similar name", false, BARE, annotated(Map.of(KEY + "-not", "x"))));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("writes")
  void sendsOnlyWhatTouchesAClearance(String sentence, boolean expected, Object old, Object now)
      throws Exception {
    assertThat(waits(old, now)).as(sentence).isEqualTo(expected);
  }
}
