package ai.kubernaut.we.controller.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kubernaut.we.kubernetes.Json;
import ai.kubernaut.we.kubernetes.YamlJson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestsCommandTest {

  private static List<JsonObject> manifests(String... options) {
    CommandRun run =
        CommandRun.of(
            Stream.concat(Stream.of("manifests"), Stream.of(options)).toArray(String[]::new));
    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).isEmpty();
    return YamlJson.documents(run.out()).stream().map(JsonElement::getAsJsonObject).toList();
  }

  private static Stream<JsonObject> ofKind(List<JsonObject> manifests, String... kinds) {
    return manifests.stream()
        .filter(m -> List.of(kinds).contains(Json.string(m, "kind").orElse("")));
  }

  private static List<JsonObject> rules(String... kinds) {
    return ofKind(manifests(), kinds).flatMap(m -> Json.objects(m, "rules").stream()).toList();
  }

  @Test
  void theDefinitionComesFirstThenWhatDependsOnIt() {
    assertThat(manifests().stream().map(m -> Json.string(m, "kind").orElseThrow()))
        .containsExactly(
            "CustomResourceDefinition",
            "Namespace",
            "Namespace",
            "ServiceAccount",
            "ClusterRole",
            "ClusterRoleBinding",
            "Role",
            "RoleBinding",
            "Role",
            "RoleBinding");
  }

  @Test
  void namespacesAreTheOnesThatWereAskedFor() {
    List<JsonObject> manifests =
        manifests("--namespace", "controllers", "--execution-namespace", "runs");

    assertThat(ofKind(manifests, "Namespace").map(m -> name(m)))
        .containsExactly("controllers", "runs");
    assertThat(manifests.toString()).doesNotContain("${").doesNotContain("kubernaut-system");
    assertThat(
            ofKind(manifests, "Role", "RoleBinding")
                .map(m -> name(m) + " in " + Json.string(m, "metadata", "namespace").orElse("")))
        .containsExactly(
            "we-controller-executions in runs",
            "we-controller-executions in runs",
            "we-controller-leader in controllers",
            "we-controller-leader in controllers");
    assertThat(
            ofKind(manifests, "ClusterRoleBinding", "RoleBinding")
                .flatMap(m -> Json.objects(m, "subjects").stream())
                .map(s -> Json.string(s, "namespace").orElse("")))
        .containsOnly("controllers");
  }

  @Test
  void everyBindingNamesARoleThatIsThere() {
    List<JsonObject> manifests = manifests();
    List<String> roles = ofKind(manifests, "Role", "ClusterRole").map(m -> name(m)).toList();

    assertThat(
            ofKind(manifests, "RoleBinding", "ClusterRoleBinding")
                .map(m -> Json.string(m, "roleRef", "name").orElse("")))
        .isNotEmpty()
        .allMatch(roles::contains);
  }

  @Test
  void noRightIsToSecretsAndNoneIsAWildcard() {
    assertThat(rules("Role", "ClusterRole"))
        .isNotEmpty()
        .allSatisfy(
            rule -> {
              assertThat(Json.strings(rule, "resources")).doesNotContain("secrets", "configmaps");
              assertThat(rule.toString()).doesNotContain("*");
            });
  }

  @Test
  void whatRunsIsTouchedInOneNamespaceOnly() {
    assertThat(rules("ClusterRole").stream().flatMap(r -> Json.strings(r, "resources").stream()))
        .containsExactlyInAnyOrder("workflowexecutions", "workflowexecutions/status", "events");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Upper", "a b", "a/b", "-a", "x\nkind: Secret"})
  void aNameThatNoNamespaceCanHaveIsRefused(String name) {
    CommandRun run = CommandRun.of("manifests", "--execution-namespace", name);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("--execution-namespace: ");
  }

  @Test
  void theWebhookIsRegisteredWhereItIsAskedFor(@TempDir Path directory) throws IOException {
    Path authority = Files.writeString(directory.resolve("ca.crt"), "PEM\n");
    List<JsonObject> injected = manifests("--webhook", "--namespace", "controllers");
    List<JsonObject> given = manifests("--webhook", "--webhook-ca", authority.toString());

    assertThat(injected).hasSameSizeAs(given).hasSize(manifests().size() + 2);
    JsonObject registration = ofKind(injected, "MutatingWebhookConfiguration").toList().get(0);
    assertThat(
            Json.string(registration, "metadata", "annotations", "cert-manager.io/inject-ca-from"))
        .contains("controllers/we-webhook");
    assertThat(registration.toString())
        .contains("\"failurePolicy\":\"Fail\"")
        .contains("\"namespace\":\"controllers\"")
        .doesNotContain("caBundle")
        .doesNotContain("${");
    assertThat(ofKind(given, "MutatingWebhookConfiguration").toList().get(0).toString())
        .contains("\"caBundle\":\"UEVNCg==\"")
        .doesNotContain("cert-manager");
  }

  @Test
  void aMissingAuthorityIsNamed() {
    CommandRun run = CommandRun.of("manifests", "--webhook", "--webhook-ca", "missing.crt");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("missing.crt: there is no such file");
  }

  private static String name(JsonObject manifest) {
    return Json.string(manifest, "metadata", "name").orElse("");
  }
}
