package ai.kubernaut.we.api;

import java.util.List;

/** Secrets and ConfigMaps of the execution namespace that the workflow mounts. */
public record Dependencies(List<Dependency> secrets, List<Dependency> configMaps) {

  public Dependencies {
    secrets = List.copyOf(secrets);
    configMaps = List.copyOf(configMaps);
  }

  public static Dependencies none() {
    return new Dependencies(List.of(), List.of());
  }

  /** One of them, by name. */
  public record Dependency(String name) {}
}
