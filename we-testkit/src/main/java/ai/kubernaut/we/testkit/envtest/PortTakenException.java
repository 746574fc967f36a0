package ai.kubernaut.we.testkit.envtest;

/** A process ended because another one listens where it wanted to. */
final class PortTakenException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  PortTakenException(String message) {
    super(message);
  }
}
