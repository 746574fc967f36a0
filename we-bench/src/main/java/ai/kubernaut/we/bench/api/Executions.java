package ai.kubernaut.we.bench.api;

/** The objects that are written: executions as the controller meets them. */
final class Executions {
  static final String GROUP = "kubernaut.ai";
  static final String VERSION = "v1alpha1";
  static final String PLURAL = "workflowexecutions";
  static final String KIND = "WorkflowExecution";
  static final String NAMESPACE = "default";

  private static final String OBJECT =
      """
      {"apiVersion":"kubernaut.ai/v1alpha1","kind":"WorkflowExecution",
       "metadata":{"name":"%1$s","namespace":"default","labels":{"bench":"true"}},
       "spec":{"executionEngine":"job",
        "remediationRequestRef":{"apiVersion":"kubernaut.ai/v1alpha1","kind":"RemediationRequest",
         "name":"request-%1$s","namespace":"default"},
        "targetResource":"production/Deployment/%1$s",
        "workflowRef":{"workflowId":"restart","version":"v1.2.0",
         "executionBundle":"registry.example/workflows/restart:v1.2.0",
         "executionBundleDigest":"sha256:%2$s"},
        "parameters":{"NAMESPACE":"production","DEPLOYMENT":"%1$s","REPLICAS":"3"},
        "confidence":0.92,
        "rationale":"Pods of %1$s restart because of their memory limit; a rollout gives room."}
       }
      """;

  private static final String STATUS =
      """
      {"status":{"phase":"Running","startTime":"2026-01-01T00:00:00Z","observedGeneration":1,
       "duration":"%2$ds","executionRef":{"name":"wfe-%1$s"},
       "conditions":[{"type":"ExecutionCreated","status":"True","reason":"JobCreated",
        "message":"Job %1$s was created for the workflow",
        "lastTransitionTime":"2026-01-01T00:00:00Z"}]}}
      """;

  private Executions() {}

  static String collection() {
    return "/apis/%s/%s/namespaces/%s/%s".formatted(GROUP, VERSION, NAMESPACE, PLURAL);
  }

  static String path(String name) {
    return collection() + "/" + name;
  }

  static String fresh(String name) {
    return OBJECT.formatted(name, "0123456789abcdef".repeat(4));
  }

  /** A merge patch of the status subresource. */
  static String running(String name, int seconds) {
    return STATUS.formatted(name, seconds);
  }
}
