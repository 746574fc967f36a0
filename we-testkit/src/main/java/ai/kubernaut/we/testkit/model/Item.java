package ai.kubernaut.we.testkit.model;

/**
 * One object as it was at one version.
 *
 * @param revision of the last change; what {@code resourceVersion} is to the API server
 */
public record Item<T>(String name, int revision, T value) {}
