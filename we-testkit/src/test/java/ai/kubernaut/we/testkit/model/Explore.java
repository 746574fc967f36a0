package ai.kubernaut.we.testkit.model;

import ai.kubernaut.we.testkit.model.search.Search;

/** Explores a scenario from the command line. */
final class Explore {
  private Explore() {}

  public static void main(String[] args) {
    Subject a = Subject.of("a", "default/Deployment/app", args[1]);
    Scenario s =
        args.length > 2
            ? Scenario.of(
                Integer.parseInt(args[0]), a, Subject.of("b", "default/Deployment/app", args[2]))
            : Scenario.of(Integer.parseInt(args[0]), a);
    String skip = System.getProperty("skip", "");
    if (!skip.isEmpty()) {
      for (String d : skip.split(",", -1)) {
        s = s.without(Disturbance.valueOf(d));
      }
    }
    System.out.println(Search.upTo(Long.getLong("limit", 3_000_000), new ExecutionModel(s)));
  }
}
