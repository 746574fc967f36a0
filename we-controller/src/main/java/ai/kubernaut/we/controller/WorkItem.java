package ai.kubernaut.we.controller;

/** What a worker takes from the queue. */
sealed interface WorkItem {

  /** An execution, by name. */
  record OfExecution(String namespace, String name) implements WorkItem {
    @Override
    public String toString() {
      return "WorkflowExecution " + namespace + "/" + name;
    }
  }

  /** What was left behind under a lock name by executions that no longer exist. */
  record OfTarget(String lockName) implements WorkItem {
    @Override
    public String toString() {
      return "target " + lockName;
    }
  }
}
