package ai.kubernaut.we.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubernetes.client.util.ClientBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WatchCallTest {

  private static final String ADDED =
      "{\"type\":\"ADDED\",\"object\":{\"metadata\":{\"name\":\"a\",\"resourceVersion\":\"7\"}}}\n";

  private final FaultyServer server = new FaultyServer();
  private final KubernetesApi api =
      KubernetesApi.builder(new ClientBuilder().setBasePath(server.url()).build())
          .watchSlack(Duration.ZERO)
          .watchSilence(Duration.ofSeconds(2))
          .build();
  private final List<String> seen = new ArrayList<>();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void asksForBookmarksAndAnEnd() {
    server.then(200, "");

    run(api.watch(ResourceType.PODS.all().withFields("metadata.name=x"), "5", seconds(30)));

    assertThat(server.last().uri())
        .isEqualTo(
            "/api/v1/pods?fieldSelector=metadata.name%3Dx&watch=true&allowWatchBookmarks=true"
                + "&resourceVersion=5&timeoutSeconds=30");
  }

  @Test
  void deliversEventsUntilTheServerEnds() {
    server.then(
        200,
        ADDED
            + "\n{\"type\":\"INVENTED\",\"object\":{}}\n"
            + "{\"type\":\"BOOKMARK\",\"object\":{\"metadata\":{\"resourceVersion\":\"9\"}}}\n");

    assertThat(run(watch())).isEmpty();
    assertThat(seen).containsExactly("opened", "ADDED 7", "BOOKMARK 9");
  }

  @Test
  void anErrorEventEndsIt() {
    server.then(
        200,
        ADDED
            + "{\"type\":\"ERROR\",\"object\":{\"status\":\"Failure\",\"reason\":\"Expired\","
            + "\"code\":410}}\n"
            + ADDED);

    assertThat(run(watch()).map(ApiError::kind)).contains(ApiError.Kind.GONE);
    assertThat(seen).containsExactly("opened", "ADDED 7");
  }

  @Test
  void aRefusalEndsItBeforeItOpens() {
    server.then(410, "{\"reason\":\"Expired\"}");

    assertThat(run(watch()).map(ApiError::kind)).contains(ApiError.Kind.GONE);
    assertThat(seen).isEmpty();
  }

  @Test
  void aConnectionThatIsSilentlyGoneEndsIt() {
    server.then(server.stallAfter(ADDED));

    assertThat(run(watch(seconds(1))).map(ApiError::kind)).contains(ApiError.Kind.NO_ANSWER);
    assertThat(seen).containsExactly("opened", "ADDED 7");
  }

  @Test
  void silenceEndsItLongBeforeItsTime() {
    server.then(server.stallAfter(ADDED));

    assertThat(run(watch(Duration.ofHours(1))).map(ApiError::kind))
        .contains(ApiError.Kind.NO_ANSWER);
    assertThat(seen).containsExactly("opened", "ADDED 7");
  }

  @Test
  void anEventThatIsCutEndsIt() {
    server.then(200, ADDED + ADDED.substring(0, 20));

    assertThat(run(watch()).map(ApiError::kind)).contains(ApiError.Kind.NO_ANSWER);
    assertThat(seen).containsExactly("opened", "ADDED 7");
  }

  @Test
  void cancellingEndsItFromOutside() {
    server.then(server.stallAfter(ADDED));
    WatchCall watch = watch();

    Optional<ApiError> end = watch.run(() -> {}, event -> watch.cancel());

    assertThat(end).isPresent();
  }

  @Test
  void cancellingKeepsItFromStarting() {
    WatchCall watch = watch();
    watch.cancel();

    assertThat(run(watch)).isPresent();
    assertThat(server.received()).isEmpty();
  }

  private WatchCall watch() {
    return watch(seconds(60));
  }

  private WatchCall watch(Duration duration) {
    return api.watch(ResourceType.PODS.all(), "1", duration);
  }

  private Optional<ApiError> run(WatchCall watch) {
    return watch.run(
        () -> seen.add("opened"), event -> seen.add(event.type() + " " + event.resourceVersion()));
  }

  private static Duration seconds(int seconds) {
    return Duration.ofSeconds(seconds);
  }
}
