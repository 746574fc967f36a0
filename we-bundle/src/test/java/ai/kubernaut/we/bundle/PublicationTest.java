package ai.kubernaut.we.bundle;

import static ai.kubernaut.we.bundle.Manifests.object;
import static ai.kubernaut.we.bundle.Manifests.pipeline;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PublicationTest {

  private static final Bundle BUNDLE =
      Bundle.of(List.of(pipeline("workflow"), object("Task", "restart")));
  private static final Credentials ALICE = new Credentials("alice", "secret");
  private static final String ALICE_BASIC = "Basic YWxpY2U6c2VjcmV0";

  private FakeRegistry registry;

  @BeforeEach
  void start() throws IOException {
    registry = new FakeRegistry();
  }

  @AfterEach
  void stop() {
    registry.close();
  }

  private static Publication by(Optional<Credentials> who) {
    return new Publication(new RegistryAccess(who, Optional.empty(), Optional.empty(), true));
  }

  private Published push(Bundle bundle) throws IOException {
    return by(Optional.of(ALICE)).push(bundle, registry.name());
  }

  private Published ensure(Bundle bundle) throws IOException {
    return by(Optional.of(ALICE)).ensure(bundle, registry.name());
  }

  @Test
  void uploadsEveryBlobAndThenTheManifest() throws IOException {
    Published published = push(BUNDLE);

    assertThat(published).isEqualTo(new Published(BUNDLE.digest(), 3, true));
    assertThat(registry.blobs())
        .containsOnlyKeys(
            BUNDLE.blobs().get(0).digest(),
            BUNDLE.blobs().get(1).digest(),
            BUNDLE.config().digest());
    assertThat(registry.requests().get(registry.requests().size() - 1))
        .startsWith("PUT /v2/team/restart/manifests/1");
  }

  @Test
  void uploadsOnlyWhatIsMissing() throws IOException {
    push(Bundle.of(List.of(pipeline("workflow"))));

    assertThat(push(BUNDLE).uploaded()).isEqualTo(2);
    assertThat(push(BUNDLE)).isEqualTo(new Published(BUNDLE.digest(), 0, true));
  }

  @Test
  void asksFirstAndWritesNothingThatIsThere() throws IOException {
    assertThat(ensure(BUNDLE)).isEqualTo(new Published(BUNDLE.digest(), 3, true));
    long written = registry.count("PUT") + registry.count("POST");

    assertThat(ensure(BUNDLE)).isEqualTo(new Published(BUNDLE.digest(), 0, false));
    assertThat(registry.count("PUT") + registry.count("POST")).isEqualTo(written);
    assertThat(ensure(Bundle.of(List.of(pipeline("workflow")))).written()).isTrue();
  }

  @Test
  void sendsCredentialsOnlyWhereTheyAreAskedFor() throws IOException {
    push(BUNDLE);

    assertThat(registry.requests()).allMatch(request -> request.endsWith(" "));
  }

  @Test
  void logsInByPasswordOnceForAllRequests() throws IOException {
    registry.guarded("Basic realm=\"r\"", ALICE_BASIC);

    assertThat(push(BUNDLE).uploaded()).isEqualTo(3);
    assertThat(registry.requests().stream().filter(r -> r.endsWith(" "))).hasSize(1);
  }

  @Test
  void logsInByTokenOnceForAllRequests() throws IOException {
    registry.guarded(
        "Bearer realm=\"http://%s/token\",service=\"s\",scope=\"repository:team/restart:push\""
            .formatted(registry.host()),
        "Bearer t0ken");

    assertThat(push(BUNDLE).uploaded()).isEqualTo(3);
    assertThat(registry.requests().stream().filter(r -> r.contains("/token")))
        .containsExactly(
            "GET /token?service=s&scope=repository%3Ateam%2Frestart%3Apush " + ALICE_BASIC);
  }

  @ParameterizedTest
  @ValueSource(strings = {"no json", "[]", "{}"})
  void namesATokenServiceThatGivesNone(String answer) {
    registry
        .guarded("Bearer realm=\"http://%s/token\"".formatted(registry.host()), "Bearer t0ken")
        .answersTokensWith(answer);

    assertThatExceptionOfType(RegistryRefusal.class)
        .isThrownBy(() -> push(BUNDLE))
        .withMessageContaining("the token service 127.0.0.1");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"Bearer realm=\"nonsense\"", "Bearer service=\"s\""})
  void sendsNothingToATokenServiceThatIsNone(String challenge) {
    registry.guarded(challenge, "Bearer t0ken");

    assertThatExceptionOfType(RegistryRefusal.class)
        .isThrownBy(() -> push(BUNDLE))
        .withMessageContaining("no secure token service");
  }

  @Test
  void saysWhenItMayNotIn() {
    registry.guarded("Basic realm=\"r\"", "Basic of somebody else");

    assertThatExceptionOfType(RegistryRefusal.class)
        .isThrownBy(() -> push(BUNDLE))
        .withMessageContaining("401")
        .withMessageContaining("check the password of ")
        .satisfies(refusal -> assertThat(refusal.getMessage()).doesNotContain("secret"));
    assertThatExceptionOfType(RegistryRefusal.class)
        .isThrownBy(() -> by(Optional.empty()).push(BUNDLE, registry.name()))
        .withMessageContaining("401")
        .withMessageContaining("log in");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({"403, ask for the right", "429, try again later", "503, try again later", "400, 400"})
  void saysWhatTheRegistrySaid(int code, String remedy) {
    registry.failing(code);

    assertThatExceptionOfType(RegistryRefusal.class)
        .isThrownBy(() -> push(BUNDLE))
        .withMessageContaining(registry.name().toString())
        .withMessageContaining(String.valueOf(code))
        .withMessageContaining(remedy);
  }

  @Test
  void givesItsCredentialsToNoOtherHost() throws IOException {
    registry.guarded("Basic realm=\"r\"", ALICE_BASIC);
    try (FakeRegistry other = new FakeRegistry()) {
      registry.uploadsTo("http://%s/upload".formatted(other.host()));
      push(BUNDLE);

      assertThat(other.requests()).hasSize(3).allMatch(request -> request.endsWith(" "));
    }
  }

  @Test
  void saysThatNobodyIsThere() {
    ImageName nobody = registry.name();
    registry.close();

    assertThatExceptionOfType(RegistryRefusal.class)
        .isThrownBy(() -> by(Optional.empty()).push(BUNDLE, nobody))
        .withMessageContaining("cannot be reached");
  }
}
