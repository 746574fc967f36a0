package ai.kubernaut.we.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(Contract.class)
@EnabledIf(value = "kubectlIsThere", disabledReason = "no kubectl on the PATH")
class KubectlIT {
  @TempDir Path directory;

  static boolean kubectlIsThere() {
    return Kubectl.isThere();
  }

  private static String yaml(String name, String spec) {
    return """
        apiVersion: spike.example.com/v1alpha1
        kind: WorkflowExecution
        metadata:
          name: %s
        spec:
          workflow: w
        %s
        """
        .formatted(name, spec);
  }

  @Test
  @DisplayName("K01 get by short name prints the columns")
  void get(Workbench bench) {
    bench.create("a");
    assertThat(new Kubectl(bench, directory).run("get", "wfe"))
        .containsPattern("NAME +WORKFLOW +PHASE +AGE")
        .containsPattern("a +w ");
  }

  @Test
  @DisplayName("K02 apply creates, then patches")
  void apply(Workbench bench) {
    Kubectl kubectl = new Kubectl(bench, directory);
    String file = kubectl.file("a.yaml", yaml("a", "  parallelism: 5"));
    assertThat(kubectl.run("apply", "-f", file)).contains("created");
    assertThat(kubectl.run("apply", "-f", file)).contains("unchanged");
    kubectl.file("a.yaml", yaml("a", "  parallelism: 6"));
    assertThat(kubectl.run("apply", "-f", file)).contains("configured");
    assertThat(bench.http.get(bench.wfe("a")).at("spec", "parallelism")).isEqualTo("6");
  }

  @Test
  @DisplayName("K03 apply reports a field that nobody knows")
  void applyValidates(Workbench bench) {
    Kubectl kubectl = new Kubectl(bench, directory);
    Kubectl.Outcome outcome =
        kubectl.attempt("apply", "-f", kubectl.file("a.yaml", yaml("a", "  zzz: 1")));
    assertThat(outcome.code()).isNotZero();
    assertThat(outcome.output()).contains("zzz");
  }

  @Test
  @DisplayName("K04 apply on the server")
  void applyOnServer(Workbench bench) {
    Kubectl kubectl = new Kubectl(bench, directory);
    String file = kubectl.file("a.yaml", yaml("a", "  parallelism: 5"));
    assertThat(kubectl.run("apply", "--server-side", "-f", file)).contains("serverside-applied");
    assertThat(bench.http.get(bench.wfe("a")).text()).contains("\"Apply\"");
  }

  @Test
  @DisplayName("K05 describe")
  void describe(Workbench bench) {
    bench.create("a");
    assertThat(new Kubectl(bench, directory).run("describe", "wfe", "a"))
        .containsPattern("Name: +a")
        .containsPattern("Workflow: +w");
  }

  @Test
  @DisplayName("K06 get --watch sees a change of the status")
  void getWatch(Workbench bench) throws Exception {
    bench.create("a");
    Process watch = new Kubectl(bench, directory).start("get", "wfe", "-w");
    try (var lines = watch.inputReader()) {
      assertThat(lines.readLine()).contains("NAME");
      assertThat(lines.readLine()).startsWith("a");
      bench.http.merge(bench.wfe("a") + "/status", "{'status':{'phase':'Running'}}");
      assertThat(lines.readLine()).contains("Running");
    } finally {
      watch.destroy();
    }
  }

  @Test
  @DisplayName("K07 delete waits")
  void deleteWaits(Workbench bench) {
    bench.create("a");
    assertThat(new Kubectl(bench, directory).run("delete", "wfe", "a")).contains("deleted");
    assertThat(bench.http.get(bench.wfe("a")).code()).isEqualTo(404);
  }

  @Test
  @DisplayName("K08 explain shows the fields")
  void explain(Workbench bench) {
    assertThat(new Kubectl(bench, directory).run("explain", "wfe.spec"))
        .contains("Name of the workflow to run.")
        .contains("parallelism");
  }

  @Test
  @DisplayName("K09 wait for a phase")
  void waitForPhase(Workbench bench) throws Exception {
    bench.create("a");
    Process wait =
        new Kubectl(bench, directory)
            .start("wait", "wfe/a", "--for=jsonpath={.status.phase}=Completed", "--timeout=20s");
    bench.http.merge(bench.wfe("a") + "/status", "{'status':{'phase':'Completed'}}");
    await().until(() -> !wait.isAlive());
    assertThat(wait.exitValue()).isZero();
  }

  @Test
  @DisplayName("K10 label, annotate, patch, and patch of the status")
  void change(Workbench bench) {
    bench.create("a");
    Kubectl kubectl = new Kubectl(bench, directory);
    kubectl.run("label", "wfe", "a", "l=1");
    kubectl.run("annotate", "wfe", "a", "n=2");
    kubectl.run("patch", "wfe", "a", "--type=merge", "-p", "{\"spec\":{\"parallelism\":7}}");
    String status = "{\"status\":{\"phase\":\"P\"}}";
    kubectl.run("patch", "wfe", "a", "--subresource=status", "--type=merge", "-p", status);
    Http.Answer after = bench.http.get(bench.wfe("a"));
    assertThat(after.at("metadata", "labels", "l")).isEqualTo("1");
    assertThat(after.at("metadata", "annotations", "n")).isEqualTo("2");
    assertThat(after.at("spec", "parallelism")).isEqualTo("7");
    assertThat(after.at("status", "phase")).isEqualTo("P");
  }

  @Test
  @DisplayName("K11 api-resources, namespaces, all and events")
  void overview(Workbench bench) {
    Kubectl kubectl = new Kubectl(bench, directory);
    assertThat(kubectl.run("api-resources")).contains("workflowexecutions", "jobs", "leases");
    assertThat(kubectl.run("get", "ns")).containsPattern("default +Active");
    kubectl.run("get", "all,events");
  }

  @Test
  @DisplayName("K12 apply of a definition and a ConfigMap, and YAML back")
  void applyBuiltIns(Workbench bench) {
    Kubectl kubectl = new Kubectl(bench, directory);
    String definition =
        """
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: {name: gadgets.kubectl.example.com}
        spec:
          group: kubectl.example.com
          scope: Namespaced
          names: {plural: gadgets, kind: Gadget}
          versions:
          - name: v1
            served: true
            storage: true
            schema:
              openAPIV3Schema:
                type: object
                properties:
                  spec: {type: object, properties: {size: {type: integer}}}
        """;
    kubectl.run("apply", "-f", kubectl.file("crd.yaml", definition));
    String map =
        """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: m}
        data: {k: v}
        """;
    kubectl.run("apply", "-f", kubectl.file("m.yaml", map));
    assertThat(kubectl.run("get", "configmap", "m", "-o", "yaml")).contains("k: v");
  }

  @Test
  @DisplayName("K13 replace and diff")
  void replaceAndDiff(Workbench bench) {
    Kubectl kubectl = new Kubectl(bench, directory);
    String file = kubectl.file("a.yaml", yaml("a", "  parallelism: 5"));
    kubectl.run("create", "-f", file);
    kubectl.file("a.yaml", yaml("a", "  parallelism: 6"));
    Kubectl.Outcome diff = kubectl.attempt("diff", "-f", file);
    assertThat(diff.code()).isEqualTo(1);
    assertThat(diff.output()).contains("+  parallelism: 6");
    assertThat(kubectl.run("replace", "-f", file)).contains("replaced");
    assertThat(bench.http.get(bench.wfe("a")).at("spec", "parallelism")).isEqualTo("6");
  }

  @Test
  @DisplayName("K14 create of namespace, ConfigMap and Secret")
  void createCommands(Workbench bench) {
    Kubectl kubectl = new Kubectl(bench, directory);
    kubectl.run("create", "namespace", bench.namespace + "-more");
    kubectl.run("create", "configmap", "m", "--from-literal=k=v");
    kubectl.run("create", "secret", "generic", "s", "--from-literal=k=v");
    assertThat(bench.http.get(bench.configMap("m")).at("data", "k")).isEqualTo("v");
    String secret = "/api/v1/namespaces/" + bench.namespace + "/secrets/s";
    assertThat(bench.http.get(secret).at("data", "k")).isEqualTo("dg==");
    assertThat(kubectl.run("auth", "can-i", "create", "pods")).contains("yes");
  }
}
