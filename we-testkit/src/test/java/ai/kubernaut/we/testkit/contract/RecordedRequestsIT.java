package ai.kubernaut.we.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kubernaut.we.testkit.embedded.Controllers;
import ai.kubernaut.we.testkit.embedded.EmbeddedKubernetes;
import ai.kubernaut.we.testkit.embedded.json.Json;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Set;
import java.util.TreeSet;
import okhttp3.OkHttpClient;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** Unusual requests, in order, with the answers that kube-apiserver 1.36.2 gave to them. */
class RecordedRequestsIT {
  private static final Set<String> CHANGING =
      Set.of("uid", "resourceVersion", "creationTimestamp", "time");

  @Test
  void answersLikeARealServer() {
    JsonElement recorded = Json.parse(ContractServer.resource("recorded-requests.json"));
    try (EmbeddedKubernetes api =
        EmbeddedKubernetes.builder()
            .crd(ContractServer.resource("crd.yaml"))
            .controllers(Controllers.GC)
            .start()) {
      Http http = new Http(new OkHttpClient(), api.url(), "");
      SoftAssertions softly = new SoftAssertions();
      for (JsonObject exchange : Json.objects(recorded, "exchanges")) {
        compare(exchange, http, softly);
      }
      softly.assertAll();
    }
  }

  private static void compare(JsonObject exchange, Http http, SoftAssertions softly) {
    String method = Json.text(exchange, "request", "method");
    String path = Json.text(exchange, "request", "path").replace("/NS", "/odd");
    JsonElement body = Json.at(exchange, "request", "body");
    String text =
        body == null
            ? ""
            : body.isJsonObject() || body.isJsonArray() ? Json.write(body) : body.getAsString();
    String type = Json.text(exchange, "request", "contentType");
    Http.Answer answer =
        http.send(method, path, type, text.replace("\"NS\"", "\"odd\""), "User-Agent", "diff/1");
    JsonObject wanted = Json.object(exchange, "response", "body");
    String request = method + " " + path + " " + text;
    softly
        .assertThat(answer.code())
        .as(request)
        .isEqualTo((int) Json.number(exchange, 0, "response", "code"));
    softly.assertThat(answer.reason()).as(request).isEqualTo(Json.text(wanted, "reason"));
    if (!Json.text(wanted, "kind").equals("Status")) {
      softly.assertThat(comparable(answer.json())).as(request).isEqualTo(comparable(wanted));
    } else {
      softly.assertThat(causes(answer.json())).as(request).isEqualTo(causes(wanted));
    }
  }

  /** Causes come in no particular order. */
  private static Set<String> causes(JsonObject status) {
    Set<String> causes = new TreeSet<>();
    Json.objects(status, "details", "causes").forEach(cause -> causes.add(Json.write(cause)));
    return causes;
  }

  private static JsonElement comparable(JsonElement value) {
    if (value.isJsonObject()) {
      JsonObject object = new JsonObject();
      for (var member : value.getAsJsonObject().entrySet()) {
        boolean changing = CHANGING.contains(member.getKey());
        object.add(member.getKey(), changing ? Json.element("*") : comparable(member.getValue()));
      }
      return object;
    }
    if (value.isJsonArray()) {
      JsonArray array = new JsonArray();
      value.getAsJsonArray().forEach(item -> array.add(comparable(item)));
      return array;
    }
    boolean namespace = Json.isString(value) && value.getAsString().equals("odd");
    return namespace ? Json.element("NS") : value;
  }

  @Test
  void thereAreRecordedRequests() {
    JsonElement recorded = Json.parse(ContractServer.resource("recorded-requests.json"));
    assertThat(Json.objects(recorded, "exchanges")).hasSizeGreaterThan(30);
  }
}
