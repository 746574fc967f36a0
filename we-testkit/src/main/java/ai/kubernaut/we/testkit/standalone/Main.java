package ai.kubernaut.we.testkit.standalone;

import ai.kubernaut.we.testkit.embedded.Controllers;
import ai.kubernaut.we.testkit.embedded.EmbeddedKubernetes;
import ai.kubernaut.we.testkit.embedded.EmbeddedKubernetesBuilder;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

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

  private static void serve(Arguments arguments) throws InterruptedException, Arguments.BadUsage {
    EmbeddedKubernetesBuilder builder =
        EmbeddedKubernetes.builder()
            .port(arguments.port())
            .controllers(arguments.controllers().toArray(Controllers[]::new));
    for (Path definition : arguments.definitions()) {
      carryOut("--crd " + definition, () -> builder.crd(definition));
    }
    EmbeddedKubernetes api = carryOut("not started on port " + arguments.port(), builder::start);
    Runtime.getRuntime().addShutdownHook(new Thread(api::close));
    String serving = "Serving on " + api.url() + "\n";
    if (arguments.kubeconfig().isPresent()) {
      Path file = arguments.kubeconfig().get();
      carryOut("--kubeconfig " + file, () -> api.writeKubeconfig(file));
      serving += "kubectl --kubeconfig " + file + " get namespaces\n";
    }
    say(System.out, serving);
    new CountDownLatch(1).await();
  }

  /** Does what was asked for; what cannot be done is told as the reason of a failure. */
  private static <T> T carryOut(String failure, Supplier<T> work) throws Arguments.BadUsage {
    try {
      return work.get();
    } catch (UncheckedIOException | IllegalArgumentException e) {
      Throwable reason = Objects.requireNonNullElse(e.getCause(), e);
      throw new Arguments.BadUsage(failure + ": " + reason.getMessage());
    }
  }

  private static void say(PrintStream out, String text) {
    out.print(text);
    out.flush();
  }
}
