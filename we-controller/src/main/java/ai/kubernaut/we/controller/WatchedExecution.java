package ai.kubernaut.we.controller;

import ai.kubernaut.we.api.ExecutionRef;
import ai.kubernaut.we.api.Phase;
import ai.kubernaut.we.api.WorkflowExecution;
import ai.kubernaut.we.api.WorkflowExecutionSpec;
import ai.kubernaut.we.core.target.LockName;
import ai.kubernaut.we.kubernetes.ResourceRef;
import ai.kubernaut.we.kubernetes.ResourceType;
import ai.kubernaut.we.kubernetes.Watched;
import java.util.List;
import java.util.stream.Stream;

/** An execution as it is held from the watch, with the lock name that its target gives. */
record WatchedExecution(WorkflowExecution execution, List<String> lockNames) implements Watched {

  static final ResourceType TYPE =
      new ResourceType(
          WorkflowExecution.GROUP,
          WorkflowExecution.VERSION,
          WorkflowExecution.PLURAL,
          WorkflowExecution.KIND,
          true);

  static WatchedExecution of(WorkflowExecution execution) {
    Stream<String> target =
        execution.spec().map(WorkflowExecutionSpec::targetResource).flatMap(LockName::of).stream()
            .map(LockName::value);
    Stream<String> recorded =
        execution.status().executionRef().filter(ref -> ref.uid().isPresent()).stream()
            .map(ExecutionRef::name);
    return new WatchedExecution(execution, Stream.concat(recorded, target).distinct().toList());
  }

  /** The workflow that it would run, while it has not started. */
  List<String> pendingWorkflow() {
    return execution.phase() == Phase.PENDING
        ? execution.spec().map(spec -> spec.workflowRef().workflowId()).stream().toList()
        : List.of();
  }

  WorkItem key() {
    return new WorkItem.OfExecution(namespace(), name());
  }

  ResourceRef ref() {
    return TYPE.named(namespace(), name());
  }

  /** What serialises its work: the lock name, else its own name. */
  String group() {
    return lockNames.isEmpty() ? namespace() + "/" + name() : lockNames.get(0);
  }

  @Override
  public String namespace() {
    return execution.metadata().namespace();
  }

  @Override
  public String name() {
    return execution.metadata().name();
  }

  @Override
  public String uid() {
    return execution.metadata().uid();
  }

  @Override
  public String resourceVersion() {
    return execution.metadata().resourceVersion();
  }
}
