package ai.kubernaut.we.core.catalog;

/**
 * Knows workflows by their id. Asking never waits and never fails: whoever asks for what is not
 * known yet sets the question on its way, and asks again later.
 */
@FunctionalInterface
public interface WorkflowCatalog extends AutoCloseable {

  /** Knows no workflow. */
  WorkflowCatalog NONE = workflowId -> new CatalogAnswer.NoSuchWorkflow();

  /** What is known of a workflow now. */
  CatalogAnswer ask(String workflowId);

  /** Releases what it holds. */
  @Override
  default void close() {}
}
