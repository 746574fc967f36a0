package ai.kubernaut.we.kubernetes.engine;

import ai.kubernaut.we.kubernetes.Watched;
import java.util.List;

/** A lean model of an engine's own object. */
public interface EngineChild extends Watched {

  /** Uid of the execution that it was created for; empty where it is not one of ours. */
  String executionUid();

  List<String> finalizers();

  /** Whether its deletion was asked for. */
  boolean deleting();
}
