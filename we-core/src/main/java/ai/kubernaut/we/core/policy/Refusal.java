package ai.kubernaut.we.core.policy;

/**
 * Why a policy forbids an execution.
 *
 * @param rule the key of the configuration that says so, such as {@code policy.bundles}
 * @param message what is forbidden, without a full stop
 * @param remedy what the author or the administrator can do, one sentence
 */
public record Refusal(String rule, String message, String remedy) {

  @Override
  public String toString() {
    return rule + ": " + message + "; " + remedy;
  }
}
