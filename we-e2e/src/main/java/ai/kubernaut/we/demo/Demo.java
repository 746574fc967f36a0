package ai.kubernaut.we.demo;

import ai.kubernaut.we.api.CustomResourceDefinition;
import ai.kubernaut.we.api.WorkflowExecution;
import ai.kubernaut.we.kubernetes.ApiError;
import ai.kubernaut.we.kubernetes.Connection;
import ai.kubernaut.we.kubernetes.KubernetesApi;
import ai.kubernaut.we.kubernetes.ResourcePage;
import ai.kubernaut.we.kubernetes.ResourceType;
import ai.kubernaut.we.kubernetes.resource.WorkflowExecutionCodec;
import ai.kubernaut.we.testkit.embedded.Controllers;
import ai.kubernaut.we.testkit.embedded.EmbeddedKubernetes;
import ai.kubernaut.we.testkit.embedded.kubelet.KubeletScript;
import ai.kubernaut.we.testkit.embedded.kubelet.PodOutcome;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Runs the examples before your eyes. With {@code --once} it ends when they have ended. */
public final class Demo {

  private static final String NAMESPACE = "kubernaut-workflows";
  private static final Duration LONGEST = Duration.ofMinutes(2);
  private static final long LOOK_MILLIS = 200;
  private static final ResourceType EXECUTIONS =
      new ResourceType(
          WorkflowExecution.GROUP,
          WorkflowExecution.VERSION,
          WorkflowExecution.PLURAL,
          WorkflowExecution.KIND,
          true);

  private final PrintStream out = System.out;
  private final KubernetesApi api;
  private final List<Example> waiting;
  private final List<Example> examples;
  private final ControllerProcess controller;

  private Demo(KubernetesApi api, List<Example> examples, ControllerProcess controller) {
    this.api = api;
    this.examples = examples;
    this.waiting = new ArrayList<>(examples);
    this.controller = controller;
  }

  /** Exits 0 if every example has ended as expected, 1 if not, 2 on wrong usage. */
  public static void main(String[] args) throws Exception {
    boolean once = List.of(args).equals(List.of("--once"));
    if (!once && args.length > 0) {
      System.err.println("usage: ./demo [--once]");
      System.exit(2);
    }
    System.exit(run(once) ? 0 : 1);
  }

  private static boolean run(boolean once) throws Exception {
    Path directory = Files.createDirectories(Path.of("target", "demo").toAbsolutePath());
    Path jar = Path.of("we-controller", "target", "we-controller.jar").toAbsolutePath();
    Path kubeconfig = directory.resolve("kubeconfig");
    try (EmbeddedKubernetes cluster = cluster()) {
      Path unused = cluster.writeKubeconfig(kubeconfig);
      System.out.println("An embedded Kubernetes API listens on " + cluster.url());
      try (ControllerProcess controller = ControllerProcess.start(jar, kubeconfig, directory)) {
        Thread stop = new Thread(controller::close);
        Runtime.getRuntime().addShutdownHook(stop);
        System.out.println("The controller runs as a process of its own; log: " + controller.log());
        KubernetesApi api =
            KubernetesApi.builder(Connection.fromKubeconfig(kubeconfig, Optional.empty()).client())
                .build();
        boolean fine =
            new Demo(api, Example.load(Path.of("examples")), controller).play(kubeconfig);
        if (!once) {
          System.out.println("\nIt all stays until you press Ctrl-C.");
          Thread.currentThread().join();
        }
        return fine;
      }
    }
  }

  /** Nodes that let the images of the examples do what the examples are about. */
  private static EmbeddedKubernetes cluster() {
    return EmbeddedKubernetes.builder()
        .crd(CustomResourceDefinition.yaml())
        .namespaces(NAMESPACE)
        .controllers(Controllers.JOB, Controllers.GC, Controllers.NAMESPACE, Controllers.KUBELET)
        .kubelet(
            KubeletScript.rules()
                .whenImage("/fix-config:", PodOutcome.exit(3).after(Duration.ofSeconds(2)))
                .whenImage("/drain-node:", PodOutcome.oom().after(Duration.ofSeconds(3)))
                .whenImage(":missing$", PodOutcome.imagePull())
                .otherwise(PodOutcome.succeed().after(Duration.ofSeconds(4))))
        .start();
  }

  private boolean play(Path kubeconfig) throws InterruptedException, IOException {
    out.println("Try in another terminal:");
    out.println("  kubectl --kubeconfig " + kubeconfig + " get wfe");
    out.println("  kubectl --kubeconfig " + kubeconfig + " get jobs,pods,leases -n " + NAMESPACE);
    out.println("  kubectl --kubeconfig " + kubeconfig + " describe wfe drain-node");
    out.println("\nApplying examples/:");
    Table table = new Table(out, Boolean.getBoolean("we.demo.terminal"));
    long end = System.nanoTime() + LONGEST.toNanos();
    while (System.nanoTime() < end && controller.running()) {
      Map<String, Row> rows = rows();
      create(rows);
      table.show(inOrder(rows));
      if (waiting.isEmpty() && unfinished(rows).isEmpty()) {
        return verdict(rows);
      }
      Thread.sleep(LOOK_MILLIS);
    }
    out.println(
        controller.running()
            ? "Not every example has ended within " + LONGEST.toSeconds() + " s."
            : "The controller has ended; see " + controller.log());
    return false;
  }

  /** Creates the examples whose time has come. */
  private void create(Map<String, Row> rows) {
    for (Example example : List.copyOf(waiting)) {
      if (example.after().map(rows::get).map(Demo::ended).orElse(example.after().isEmpty())) {
        waiting.remove(example);
        api.create(EXECUTIONS, "default", example.manifest())
            .failure()
            .map(ApiError::summary)
            .ifPresent(
                problem -> {
                  throw new IllegalStateException(example.name() + ": " + problem);
                });
      }
    }
  }

  private Map<String, Row> rows() {
    return api
        .list(EXECUTIONS.all().inNamespace("default"))
        .match(ResourcePage::items, error -> List.<JsonObject>of())
        .stream()
        .map(item -> Row.of(WorkflowExecutionCodec.read(item)))
        .collect(Collectors.toMap(Row::name, Function.identity()));
  }

  private List<Row> inOrder(Map<String, Row> rows) {
    return examples.stream()
        .flatMap(example -> Optional.ofNullable(rows.get(example.name())).stream())
        .toList();
  }

  private static boolean ended(Row row) {
    return row.phase().equals("Completed") || row.phase().equals("Failed");
  }

  private List<Example> unfinished(Map<String, Row> rows) {
    return examples.stream()
        .filter(
            example ->
                !Optional.ofNullable(rows.get(example.name())).map(Demo::ended).orElse(false))
        .toList();
  }

  private boolean verdict(Map<String, Row> rows) {
    long wrong = 0;
    out.println();
    for (Row row : inOrder(rows)) {
      String expected =
          examples.stream()
              .filter(e -> e.name().equals(row.name()))
              .findFirst()
              .orElseThrow()
              .expected();
      if (!row.end().equals(expected)) {
        out.println(row.name() + ": expected " + expected + ", got " + row.end());
        wrong++;
      }
    }
    out.println(
        wrong == 0
            ? "All " + rows.size() + " examples have ended as expected."
            : wrong + " of " + rows.size() + " examples have not ended as expected.");
    return wrong == 0;
  }
}
