package ai.kubernaut.we.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kubernaut.we.testkit.embedded.json.Json;
import com.google.gson.JsonObject;
import io.kubernetes.client.openapi.ApiClient;
import java.util.Locale;
import java.util.UUID;

/** A namespace of its own on the server under test, with short ways to the objects in it. */
final class Workbench {
  static final String API = "spike.example.com/v1alpha1";

  final ContractServer server;
  final Http http;
  final String namespace =
      "t-" + UUID.randomUUID().toString().substring(0, 8).toLowerCase(Locale.ROOT);

  Workbench(ContractServer server) {
    this.server = server;
    http = server.http();
    String body = "{'apiVersion':'v1','kind':'Namespace','metadata':{'name':'" + namespace + "'}}";
    assertThat(http.post("/api/v1/namespaces", body).code()).isEqualTo(201);
  }

  ApiClient client() {
    return server.client();
  }

  /** Path of the custom resources here. */
  String wfes() {
    return "/apis/" + API + "/namespaces/" + namespace + "/workflowexecutions";
  }

  String wfe(String name) {
    return wfes() + "/" + name;
  }

  String configMaps() {
    return "/api/v1/namespaces/" + namespace + "/configmaps";
  }

  String configMap(String name) {
    return configMaps() + "/" + name;
  }

  /** A body with a valid spec; more is members of the object, each with a comma before. */
  String body(String name, String spec, String metadata) {
    return "{'apiVersion':'"
        + API
        + "','kind':'WorkflowExecution','metadata':{'name':'"
        + name
        + "'"
        + metadata
        + "},'spec':{'workflow':'w'"
        + spec
        + "}}";
  }

  /** Creates a custom resource that must be accepted. */
  Http.Answer create(String name, String spec, String metadata) {
    Http.Answer answer = http.post(wfes(), body(name, spec, metadata));
    assertThat(answer.code()).as(answer.text()).isEqualTo(201);
    return answer;
  }

  Http.Answer create(String name) {
    return create(name, "", "");
  }

  /** Creates a ConfigMap that must be accepted. */
  Http.Answer createConfigMap(String name, String metadata) {
    String body =
        "{'apiVersion':'v1','kind':'ConfigMap','metadata':{'name':'" + name + "'" + metadata + "}}";
    Http.Answer answer = http.post(configMaps(), body);
    assertThat(answer.code()).as(answer.text()).isEqualTo(201);
    return answer;
  }

  /** Metadata that names a ConfigMap as owner. */
  static String ownedBy(Http.Answer owner) {
    return ",'ownerReferences':[{'apiVersion':'v1','kind':'ConfigMap','name':'"
        + owner.at("metadata", "name")
        + "','uid':'"
        + owner.at("metadata", "uid")
        + "','blockOwnerDeletion':true}]";
  }

  /** The object with one member of its spec changed, as a body for PUT. */
  static String withSpec(Http.Answer object, String member, String value) {
    JsonObject tree = object.json();
    Json.child(tree, "spec").add(member, Json.parse(value.replace('\'', '"')));
    return Json.write(tree);
  }
}
