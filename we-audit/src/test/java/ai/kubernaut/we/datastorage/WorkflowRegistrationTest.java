package ai.kubernaut.we.datastorage;

import static ai.kubernaut.we.datastorage.WorkflowsStandIn.body;
import static ai.kubernaut.we.datastorage.WorkflowsStandIn.reset;
import static ai.kubernaut.we.datastorage.WorkflowsStandIn.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.kubernaut.we.datastorage.WorkflowRegistration.How;
import ai.kubernaut.we.datastorage.WorkflowRegistration.Registered;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkflowRegistrationTest {

  private static final String CONTENT = "restart\nv1\n# \u00e9 \ud83d\ude00: \"x\"\n";

  private WorkflowsStandIn service;

  @BeforeEach
  void start() throws IOException {
    service = WorkflowsStandIn.start();
  }

  @AfterEach
  void stop() {
    service.close();
  }

  private Registered register(String content) throws IOException {
    return register(content, Optional.of("restart"));
  }

  private Registered register(String content, Optional<String> name) throws IOException {
    try (DataStorage way = DataStorage.at(service.url()).build()) {
      return new WorkflowRegistration(way, new Attempts(3, Duration.ofMillis(1)))
          .register(content, name, "api", "alice");
    }
  }

  @Test
  void sendsTheContentAsItIsWithItsSourceAndWhoSaysSo() throws IOException {
    Registered registered = register(CONTENT);

    assertThat(registered.how()).isEqualTo(How.NEW);
    assertThat(registered.workflowId()).hasSize(36);
    assertThat(registered.workflowName()).isEqualTo("restart");
    assertThat(registered.version()).isEqualTo("v1");
    assertThat(service.registrations())
        .singleElement()
        .satisfies(
            request -> {
              assertThat(request.keySet())
                  .containsExactlyInAnyOrder("content", "source", "registeredBy");
              assertThat(request.get("content").getAsString()).isEqualTo(CONTENT);
              assertThat(request.get("source").getAsString()).isEqualTo("api");
              assertThat(request.get("registeredBy").getAsString()).isEqualTo("alice");
            });
  }

  @Test
  void isContentWithAConflictIfTheContentIsTheSame() throws IOException {
    String first = register(CONTENT).workflowId();
    Registered again = register(CONTENT);

    assertThat(again).isEqualTo(new Registered(How.BEFORE, first, "restart", "v1"));
    assertThat(service.requests()).last().asString().contains("workflow_name=restart");
  }

  @Test
  void looksAmongAllWhereTheContentNamesNoWorkflow() throws IOException {
    register(CONTENT);

    assertThat(register(CONTENT, Optional.empty()).how()).isEqualTo(How.BEFORE);
  }

  @Test
  void refusesAConflictWithOtherContent() throws IOException {
    register(CONTENT);

    assertThatThrownBy(() -> register(CONTENT + "# changed\n"))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("409")
        .hasMessageContaining("already exists")
        .hasMessageContaining("raise its version");
  }

  @Test
  void namesTheConflictWhereNobodySaysWhatIsRegistered() {
    service.always(
        exchange -> {
          boolean asked = exchange.getRequestMethod().equals("GET");
          (asked ? status(503) : body(409, "{\"title\":\"Conflict\"}")).answer(exchange);
        });

    assertThatThrownBy(() -> register(CONTENT))
        .isInstanceOf(Unavailable.class)
        .hasMessage(
            "Data Storage answered 409: Conflict; asked for what is registered: Data Storage"
                + " answered 503");
  }

  @Test
  void saysThatADisabledWorkflowIsEnabledAgain() throws IOException {
    service.then(
        body(
            200,
            "{\"workflowId\":\"id\",\"contentHash\":\"%s\"}"
                .formatted(WorkflowsStandIn.sha256(CONTENT))));

    assertThat(register(CONTENT)).isEqualTo(new Registered(How.ENABLED_AGAIN, "id", "", ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"contentHash\":\"0000\"}", "{\"contentHash\":null}"})
  void refusesAnAnswerThatDoesNotShowTheSameContent(String answer) {
    service.then(body(201, answer));

    assertThatThrownBy(() -> register(CONTENT))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("other content")
        .hasMessageContaining(WorkflowsStandIn.sha256(CONTENT));
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 413, 422})
  void doesNotRepeatWhatWasRefused(int code) {
    service.always(
        body(code, "{\"title\":\"No\",\"field_errors\":{\"spec.version\":\"not semantic\"}}"));

    assertThatThrownBy(() -> register(CONTENT))
        .isInstanceOf(Refused.class)
        .hasMessage("Data Storage answered %d: No: fields spec.version (not semantic)", code);
    assertThat(service.requests()).hasSize(1);
  }

  @Test
  void triesAgainAfterAFaultAndFindsWhatTheFirstAttemptHasDone() throws IOException {
    service.then(service.serving(reset())).then(status(503));

    assertThat(register(CONTENT).how()).isEqualTo(How.BEFORE);
    assertThat(service.requests()).hasSize(4);
  }

  @ParameterizedTest
  @ValueSource(ints = {404, 429, 500, 503})
  void givesUpOnAServiceThatSaysNeitherYesNorNo(int code) {
    service.always(status(code));

    assertThatThrownBy(() -> register(CONTENT))
        .isInstanceOf(Unavailable.class)
        .hasMessage("Data Storage answered " + code);
    assertThat(service.requests()).hasSize(3);
  }

  @Test
  void givesUpWhereNobodyListens() {
    service.close();

    assertThatThrownBy(() -> register(CONTENT)).isInstanceOf(IOException.class);
  }
}
