package ai.kubernaut.we.bench.api;

import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Measures the embedded API and the mock in one run: creates per second, watch and read latency at
 * 1,000 and 10,000 objects, live heap with 10,000 executions after 20,000 changes, time to start;
 * and prints one table with their ratios.
 */
public final class ApiBenchmark {

  private ApiBenchmark() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    measure();
    System.exit(0);
  }

  /** Measures one after the other and prints. */
  public static void measure() throws IOException, InterruptedException {
    System.out.printf("%d processors, %s%n", processors(), System.getProperty("java.vm.version"));
    Map<Contender.Kind, List<Figure>> figures = new EnumMap<>(Contender.Kind.class);
    for (Contender.Kind kind : Contender.Kind.values()) {
      try (Server server = Server.start(kind)) {
        figures.put(kind, new Run(kind, server).figures());
      }
    }
    print(figures.get(Contender.Kind.EMBEDDED), figures.get(Contender.Kind.MOCK));
  }

  private static int processors() {
    return Runtime.getRuntime().availableProcessors();
  }

  private static void print(List<Figure> ours, List<Figure> others) {
    System.out.printf(
        "%n%-44s %12s %12s %8s%n",
        "", Contender.Kind.EMBEDDED.title, Contender.Kind.MOCK.title, "ratio");
    for (int i = 0; i < ours.size(); i++) {
      double mine = ours.get(i).value();
      double its = others.get(i).value();
      System.out.printf("%-44s %12.2f %12.2f %8.2f%n", ours.get(i).title(), mine, its, mine / its);
    }
  }
}
