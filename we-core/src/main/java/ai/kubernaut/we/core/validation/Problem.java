package ai.kubernaut.we.core.validation;

/**
 * One thing that makes a spec unfit to run.
 *
 * @param field its path, such as {@code spec.targetResource}
 * @param message what is wrong
 * @param remedy what to write instead
 */
public record Problem(String field, String message, String remedy) {

  @Override
  public String toString() {
    return field + ": " + message + "; " + remedy;
  }
}
