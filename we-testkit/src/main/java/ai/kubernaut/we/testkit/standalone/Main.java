package ai.kubernaut.we.testkit.standalone;

import ai.kubernaut.we.testkit.embedded.Controllers;
import ai.kubernaut.we.testkit.embedded.EmbeddedKubernetes;
import ai.kubernaut.we.testkit.embedded.EmbeddedKubernetesBuilder;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Serves until it is stopped. */
public final class Main {
  private Main() {}

  /** Exits with 2 when the command line makes no sense. */
  public static void main(String[] words) throws InterruptedException {
    if (List.of(words).contains("--help")) {
      say(System.out, Arguments.USAGE);
      return;
    }
    try {
      serve(Arguments.parse(List.of(words)));
    } catch (Arguments.BadUsage e) {
      say(System.err, e.getMessage() + "\n\n" + Arguments.USAGE);
      System.exit(2);
    }
  }

  private static void serve(Arguments arguments) throws InterruptedException {
    EmbeddedKubernetesBuilder builder =
        EmbeddedKubernetes.builder()
            .port(arguments.port())
            .controllers(arguments.controllers().toArray(Controllers[]::new));
    arguments.definitions().forEach(builder::crd);
    EmbeddedKubernetes api = builder.start();
    Runtime.getRuntime().addShutdownHook(new Thread(api::close));
    arguments.kubeconfig().ifPresent(api::writeKubeconfig);
    say(System.out, "Serving on " + api.url() + "\n");
    arguments
        .kubeconfig()
        .ifPresent(file -> say(System.out, "kubectl --kubeconfig " + file + " get namespaces\n"));
    new CountDownLatch(1).await();
  }

  private static void say(PrintStream out, String text) {
    out.print(text);
    out.flush();
  }
}
