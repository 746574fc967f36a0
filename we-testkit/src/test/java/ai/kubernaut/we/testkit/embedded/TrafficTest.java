package ai.kubernaut.we.testkit.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kubernaut.we.testkit.embedded.http.RecordedRequest;
import ai.kubernaut.we.testkit.embedded.traffic.RequestMatcher;
import java.time.Instant;
import org.junit.jupiter.api.Test;

@ai.kubernaut.we.testkit.junit.EmbeddedKubernetes
class TrafficTest {
  @Test
  void everyRequestIsRecordedAndCanBeCounted(EmbeddedKubernetes api) throws Exception {
    Caller caller = new Caller(api);
    Instant start = Instant.now();
    caller.create("a");
    caller.create("a");
    caller.get(Caller.CONFIG_MAPS);
    caller.get(Caller.CONFIG_MAPS + "/a");
    caller.send("DELETE", Caller.CONFIG_MAPS + "/a", "");

    RequestMatcher configMaps = RequestMatcher.any().resource("configmaps");
    assertThat(api.traffic().of(configMaps).summary())
        .containsEntry("create configmaps", 2)
        .containsEntry("list configmaps", 1)
        .containsEntry("get configmaps", 1)
        .containsEntry("delete configmaps", 1);
    assertThat(api.traffic().of(configMaps.writes()).count()).isEqualTo(3);
    assertThat(api.traffic().code(409).count()).isEqualTo(1);
    assertThat(api.traffic().failed().count()).isEqualTo(1);
    assertThat(api.traffic().since(start).count()).isEqualTo(5);
    assertThat(api.traffic().of(configMaps.userAgent("^caller/")).count()).isEqualTo(5);

    RecordedRequest create = api.requests().get(0);
    assertThat(create.code()).isEqualTo(201);
    assertThat(create.namespace()).isEqualTo("default");
    assertThat(create.requestBytes()).isEqualTo("{\"metadata\":{\"name\":\"a\"}}".length());
    assertThat(create.responseBytes()).isPositive();

    api.forgetRequests();
    assertThat(api.traffic().count()).isZero();
  }
}
