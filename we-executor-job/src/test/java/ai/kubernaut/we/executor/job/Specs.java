package ai.kubernaut.we.executor.job;

import ai.kubernaut.we.api.Dependencies;
import ai.kubernaut.we.api.Dependencies.Dependency;
import ai.kubernaut.we.api.FreeForm;
import ai.kubernaut.we.api.Names;
import ai.kubernaut.we.api.Quantity;
import ai.kubernaut.we.api.Resources;
import ai.kubernaut.we.core.child.ChildSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Children to create. */
final class Specs {

  private Specs() {}

  static ChildSpec plain() {
    return with(Map.of("TARGET_RESOURCE", "default/deployment/my-app"), Dependencies.none());
  }

  static ChildSpec with(Map<String, String> parameters, Dependencies dependencies) {
    return of(parameters, dependencies, Optional.empty(), Optional.empty(), Duration.ofMinutes(30));
  }

  static ChildSpec engineConfig(String json) {
    return of(
        Map.of(),
        Dependencies.none(),
        Optional.of(new FreeForm(json)),
        Optional.empty(),
        Duration.ofMinutes(30));
  }

  static ChildSpec serviceAccount(String name) {
    return of(
        Map.of(), Dependencies.none(), Optional.empty(), Optional.of(name), Duration.ofMinutes(30));
  }

  static ChildSpec timeout(Duration timeout) {
    return of(Map.of(), Dependencies.none(), Optional.empty(), Optional.empty(), timeout);
  }

  static List<Dependency> named(List<String> names) {
    return names.stream().map(Dependency::new).toList();
  }

  private static ChildSpec of(
      Map<String, String> parameters,
      Dependencies dependencies,
      Optional<FreeForm> engineConfig,
      Optional<String> serviceAccount,
      Duration timeout) {
    return new ChildSpec(
        "job",
        "kubernaut-workflows",
        "wfe-c00449355dfb987a",
        "registry.example.com/workflows/restart:1.2",
        parameters,
        timeout,
        serviceAccount,
        dependencies,
        new Resources(
            Map.of("cpu", new Quantity("0.10")),
            Map.of("memory", new Quantity("64Mi"), "cpu", new Quantity("1")),
            List.of()),
        engineConfig,
        Map.of(
            Names.EXECUTION_UID_LABEL, "5a-uid", Names.TARGET_LABEL, "default_deployment_my-app"),
        Map.of(
            Names.EXECUTION_LABEL, "fix",
            Names.SOURCE_NAMESPACE_LABEL, "ops",
            Names.TARGET_LABEL, "default/deployment/my-app"));
  }
}
