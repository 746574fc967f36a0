package ai.kubernaut.we.kubernetes.engine;

import ai.kubernaut.we.kubernetes.Watched;

/** A lean model of an object through which an engine does a part of a child's work. */
public interface EnginePart extends Watched {

  /** Uid of the execution that it works for; empty where it is not one of ours. */
  String executionUid();

  /** Uid of the object that controls it; empty where none does. */
  String ownerUid();

  /** Whether its deletion was asked for. */
  boolean deleting();

  /** The same as one that is gone: its deletion was asked for, whoever saw it. */
  EnginePart asDeleted();

  /** Whether Events on it may tell more about a failure. */
  boolean questionable();
}
