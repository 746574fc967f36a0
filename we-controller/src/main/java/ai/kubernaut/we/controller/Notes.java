package ai.kubernaut.we.controller;

import ai.kubernaut.we.api.Metadata;
import ai.kubernaut.we.core.settle.Note;

/** Writes Kubernetes Events on executions; never waits and never fails. */
interface Notes {

  void write(Metadata execution, Note note);
}
