package ai.kubernaut.we.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kubernaut.we.testkit.embedded.json.Json;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * Hundreds of unusual requests, with the answers that a real server gave to them. With {@code
 * -Dodd.record=FILE} the answers of the server under test are written to a file instead.
 */
@ExtendWith(Contract.class)
class OddRequestsIT {
  static final List<String> GROUPS = OddRequests.GROUPS;
  private static final OddAnswers ANSWERS = OddAnswers.load();

  @ParameterizedTest
  @FieldSource("GROUPS")
  void answersLikeARealServer(String group, Workbench bench) {
    Identities identities = new Identities();
    SoftAssertions softly = new SoftAssertions();
    for (OddRequest request : OddRequests.group(group)) {
      Http.Answer answer = request.send(bench.http, bench.namespace, identities);
      JsonObject actual = OddAnswer.of(answer, bench.namespace);
      if (!ANSWERS.record(group, request.name(), actual)) {
        Optional<JsonObject> expected =
            ANSWERS.expected(group, request.name(), bench.server.minor());
        compare(request.name(), actual, expected, softly);
      }
    }
    softly.assertAll();
    ANSWERS.save();
  }

  private static void compare(
      String request, JsonObject actual, Optional<JsonObject> expected, SoftAssertions softly) {
    softly.assertThat(expected).as("is there an answer to: " + request).isPresent();
    expected.ifPresent(
        wanted ->
            softly
                .assertThat(OddAnswer.comparable(actual, wanted))
                .as(request)
                .isEqualTo(OddAnswer.comparable(wanted, wanted)));
  }

  @ParameterizedTest
  @FieldSource("GROUPS")
  void everyAnswerHasARequest(String group) {
    List<String> names = OddRequests.group(group).stream().map(OddRequest::name).toList();
    assertThat(names).containsExactlyInAnyOrderElementsOf(ANSWERS.names(group));
  }

  @Test
  void thereAreHundredsOfThem() {
    assertThat(GROUPS.stream().mapToInt(group -> OddRequests.group(group).size()).sum())
        .isGreaterThan(500);
  }

  @Test
  void everyDeviationSaysSinceWhenAndHowThatIsKnown() {
    for (JsonElement deviation : ANSWERS.deviations()) {
      assertThat(Json.text(deviation, "since")).as(Json.write(deviation)).matches("1\\.\\d+");
      assertThat(Json.text(deviation, "source")).as(Json.write(deviation)).isNotEmpty();
    }
  }
}
