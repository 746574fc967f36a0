package ai.kubernaut.we.testkit.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.openapi.apis.BatchV1Api;
import io.kubernetes.client.openapi.apis.CustomObjectsApi;
import io.kubernetes.client.openapi.models.V1Job;
import io.kubernetes.client.openapi.models.V1JobCondition;
import io.kubernetes.client.openapi.models.V1JobStatus;
import io.kubernetes.client.util.Config;
import io.kubernetes.client.util.Yaml;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar that is built here, as a process. */
class StandaloneIT {
  private static final Path JAR = Path.of("target", "we-testkit-standalone.jar");

  private static final String WIDGETS =
      """
      apiVersion: apiextensions.k8s.io/v1
      kind: CustomResourceDefinition
      metadata: {name: widgets.example.com}
      spec:
        group: example.com
        scope: Namespaced
        names: {kind: Widget, listKind: WidgetList, plural: widgets, singular: widget}
        versions:
        - name: v1
          served: true
          storage: true
          schema:
            openAPIV3Schema: {type: object, properties: {size: {type: integer, default: 3}}}
      """;

  private static final String JOB =
      """
      apiVersion: batch/v1
      kind: Job
      metadata: {name: once, namespace: default}
      spec:
        template:
          spec:
            restartPolicy: Never
            containers: [{name: main, image: example.com/main}]
      """;

  @TempDir Path directory;

  @BeforeAll
  static void isBuilt() {
    assumeTrue(Files.exists(JAR), "built with -Dstandalone.skip");
  }

  @Test
  void servesWhatItWasToldToUntilItIsStopped() throws Exception {
    Path kubeconfig = directory.resolve("kubeconfig");
    Path definition = Files.writeString(directory.resolve("widgets.yaml"), WIDGETS);
    Process program =
        program(
            "--kubeconfig",
            kubeconfig.toString(),
            "--crd",
            definition.toString(),
            "--controllers",
            "job,kubelet");
    try (BufferedReader output = program.inputReader()) {
      assertThat(output.readLine()).startsWith("Serving on http://127.0.0.1:");
      assertThat(output.readLine())
          .isEqualTo("kubectl --kubeconfig " + kubeconfig + " get namespaces");

      ApiClient client = Config.fromConfig(kubeconfig.toString());
      assertThat(createdWidget(client).get("size")).isEqualTo(3.0);
      new BatchV1Api(client).createNamespacedJob("default", job()).execute();
      await("the Job completes").until(() -> isComplete(client));
    } finally {
      program.destroy();
    }
    assertThat(program.waitFor(30, TimeUnit.SECONDS)).as("ends when told to").isTrue();
    assertThat(program.exitValue()).as("128 and SIGTERM").isEqualTo(143);
  }

  private static Map<?, ?> createdWidget(ApiClient client) throws ApiException {
    Map<String, Object> widget =
        Map.of("apiVersion", "example.com/v1", "kind", "Widget", "metadata", Map.of("name", "w"));
    CustomObjectsApi api = new CustomObjectsApi(client);
    return (Map<?, ?>)
        api.createNamespacedCustomObject("example.com", "v1", "default", "widgets", widget)
            .execute();
  }

  private static V1Job job() {
    V1Job job = Yaml.loadAs(JOB, V1Job.class);
    // The client's empty overhead would be sent, and every API server refuses such a pod.
    job.getSpec().getTemplate().getSpec().setOverhead(null);
    return job;
  }

  private static boolean isComplete(ApiClient client) throws ApiException {
    V1Job job = new BatchV1Api(client).readNamespacedJob("once", "default").execute();
    return Optional.ofNullable(job.getStatus()).map(V1JobStatus::getConditions).stream()
        .flatMap(List::stream)
        .map(V1JobCondition::getType)
        .anyMatch("Complete"::equals);
  }

  @Test
  void explainsItself() throws Exception {
    assertThat(program("--help").inputReader().lines())
        .startsWith(Arguments.USAGE.lines().toArray(String[]::new));
  }

  @Test
  void namesTheOptionThatMakesNoSense() throws Exception {
    assertThat(refusal("--controllers", "gc,cron"))
        .isEqualTo("--controllers: there is no cron; there are gc,namespace,job,kubelet,tekton");
    assertThat(refusal("--port", "70000"))
        .isEqualTo("--port must be a number from 0 to 65535, not 70000");
    assertThat(refusal("--prot", "1")).isEqualTo("unknown option --prot");
    assertThat(refusal("--crd")).isEqualTo("--crd needs a value");
    assertThat(refusal("--crd", "gone.yaml")).isEqualTo("--crd: there is no file gone.yaml");
  }

  @Test
  void namesTheDefinitionThatMakesNoSense() throws Exception {
    String list = Files.writeString(directory.resolve("list.yaml"), "[1, 2]").toString();
    assertThat(refusal("--crd", list))
        .isEqualTo("--crd " + list + ": not a custom resource definition: [1,2]");
    String torn = Files.writeString(directory.resolve("torn.yaml"), "kind: [").toString();
    assertThat(refusal("--crd", torn))
        .startsWith("--crd " + torn + ": error converting YAML to JSON:");
    String scope =
        Files.writeString(directory.resolve("scope.yaml"), WIDGETS.replace("Namespaced", "Wide"))
            .toString();
    assertThat(refusal("--crd", scope)).contains("spec.scope: Unsupported value: \"Wide\"");
  }

  @Test
  void namesThePortThatIsTaken() throws Exception {
    try (ServerSocket taken = new ServerSocket(0)) {
      assertThat(refusal("--port", String.valueOf(taken.getLocalPort())))
          .isEqualTo("not started on port " + taken.getLocalPort() + ": Address already in use");
    }
  }

  @Test
  void namesTheKubeconfigThatCannotBeWritten() throws Exception {
    Path file = directory.resolve("none/kubeconfig");
    assertThat(refusal("--kubeconfig", file.toString()))
        .isEqualTo("--kubeconfig: there is no directory " + file.getParent());
  }

  /** The first line of what a program says that refuses its command line. */
  private static String refusal(String... words) throws Exception {
    Process program = program(words);
    try (BufferedReader errors = program.errorReader()) {
      String first = errors.readLine();
      assertThat(program.waitFor(30, TimeUnit.SECONDS)).as("ends by itself").isTrue();
      assertThat(program.exitValue()).as(first).isEqualTo(2);
      return Objects.requireNonNull(first);
    } finally {
      program.destroy();
    }
  }

  private static Process program(String... words) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                JAR.toString()));
    command.addAll(List.of(words));
    return new ProcessBuilder(command).start();
  }
}
