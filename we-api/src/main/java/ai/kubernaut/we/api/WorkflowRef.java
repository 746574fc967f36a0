package ai.kubernaut.we.api;

import java.util.Map;
import java.util.Optional;

/**
 * Which workflow, and how it runs.
 *
 * @param workflowId its key in the workflow catalog
 * @param executionBundle OCI reference: the image of a Job, or the Tekton bundle
 * @param executionBundleDigest {@code sha256:...}; the child is pinned to it
 * @param executionEngine {@code job}, {@code tekton}, or another that an operator registers
 * @param engineConfig free-form, read by the engine
 * @param declaredParameterNames absent: every parameter passes; present: only the names mapped to
 *     {@code true}
 */
public record WorkflowRef(
    String workflowId,
    String version,
    String executionBundle,
    Optional<String> executionBundleDigest,
    Optional<String> executionEngine,
    Optional<FreeForm> engineConfig,
    Optional<String> serviceAccountName,
    Optional<Dependencies> dependencies,
    Optional<Map<String, Boolean>> declaredParameterNames,
    Optional<Resources> resources,
    Optional<String> workflowName,
    Optional<String> actionType) {

  public WorkflowRef {
    declaredParameterNames = declaredParameterNames.map(Map::copyOf);
  }

  /** A reference with what every execution needs. */
  public static WorkflowRef of(String workflowId, String version, String executionBundle) {
    return builder(workflowId, version, executionBundle).build();
  }

  public static Builder builder(String workflowId, String version, String executionBundle) {
    return new Builder(workflowId, version, executionBundle);
  }

  /** Collects the optional fields. */
  public static final class Builder {
    private final String workflowId;
    private final String version;
    private final String executionBundle;
    private Optional<String> executionBundleDigest = Optional.empty();
    private Optional<String> executionEngine = Optional.empty();
    private Optional<FreeForm> engineConfig = Optional.empty();
    private Optional<String> serviceAccountName = Optional.empty();
    private Optional<Dependencies> dependencies = Optional.empty();
    private Optional<Map<String, Boolean>> declaredParameterNames = Optional.empty();
    private Optional<Resources> resources = Optional.empty();
    private Optional<String> workflowName = Optional.empty();
    private Optional<String> actionType = Optional.empty();

    private Builder(String workflowId, String version, String executionBundle) {
      this.workflowId = workflowId;
      this.version = version;
      this.executionBundle = executionBundle;
    }

    public Builder digest(String digest) {
      executionBundleDigest = Optional.of(digest);
      return this;
    }

    public Builder engine(String engine) {
      executionEngine = Optional.of(engine);
      return this;
    }

    public Builder engineConfig(FreeForm config) {
      engineConfig = Optional.of(config);
      return this;
    }

    public Builder serviceAccount(String name) {
      serviceAccountName = Optional.of(name);
      return this;
    }

    public Builder dependencies(Dependencies value) {
      dependencies = Optional.of(value);
      return this;
    }

    public Builder declaredParameters(Map<String, Boolean> names) {
      declaredParameterNames = Optional.of(names);
      return this;
    }

    public Builder resources(Resources value) {
      resources = Optional.of(value);
      return this;
    }

    public Builder workflowName(String name) {
      workflowName = Optional.of(name);
      return this;
    }

    public Builder actionType(String type) {
      actionType = Optional.of(type);
      return this;
    }

    public WorkflowRef build() {
      return new WorkflowRef(
          workflowId,
          version,
          executionBundle,
          executionBundleDigest,
          executionEngine,
          engineConfig,
          serviceAccountName,
          dependencies,
          declaredParameterNames,
          resources,
          workflowName,
          actionType);
    }
  }
}
