package ai.kubernaut.we.controller;

import ai.kubernaut.we.core.plan.Availability;
import ai.kubernaut.we.core.settle.Outcome;
import ai.kubernaut.we.kubernetes.engine.EnginePart;
import java.util.List;
import java.util.Optional;

/** The objects through which an engine does the parts of its children's work. */
interface EngineParts {

  /** Of an engine that has none. */
  EngineParts NONE =
      new EngineParts() {
        @Override
        public Availability availability() {
          return Availability.SERVED;
        }

        @Override
        public List<EnginePart> asLastSeen(String executionUid) {
          return List.of();
        }

        @Override
        public Optional<List<EnginePart>> read(String executionUid) {
          return Optional.of(List.of());
        }

        @Override
        public Optional<EnginePart> abandoned(String executionUid) {
          return Optional.empty();
        }

        @Override
        public Outcome delete(EnginePart part) {
          return new Outcome.Stale("there are no parts");
        }

        @Override
        public void forget(String executionUid) {}
      };

  Availability availability();

  /** The parts of an execution as last seen, those that are gone among them. */
  List<EnginePart> asLastSeen(String executionUid);

  /** The same, read from the server now; empty if it did not answer. */
  Optional<List<EnginePart>> read(String executionUid);

  /** A part of an execution that nothing controls any more and nobody has asked to end. */
  Optional<EnginePart> abandoned(String executionUid);

  /** Asks a part to end, and its pods before it. */
  Outcome delete(EnginePart part);

  /** Forgets the parts of an execution whose child is gone. */
  void forget(String executionUid);
}
