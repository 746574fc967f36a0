package ai.kubernaut.we.testkit.contract;

import static org.junit.jupiter.api.extension.ConditionEvaluationResult.disabled;
import static org.junit.jupiter.api.extension.ConditionEvaluationResult.enabled;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests the server, and a workbench in a namespace of their own; leaves out what an old
 * server cannot do.
 */
final class Contract implements ParameterResolver, ExecutionCondition {
  private static final ExtensionContext.Namespace STORE =
      ExtensionContext.Namespace.create(Contract.class);

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    if (context.getTestMethod().isEmpty()) {
      return enabled("a whole class");
    }
    String line = context.getDisplayName().split(" ", 2)[0];
    return OldServers.excuse(line, server(context).minor())
        .map(why -> disabled(line + " " + why))
        .orElse(enabled("the server can do it"));
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == ContractServer.class || type == Workbench.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    ContractServer server = server(context);
    return parameter.getParameter().getType() == Workbench.class ? new Workbench(server) : server;
  }

  private static ContractServer server(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(STORE)
        .computeIfAbsent(ContractServer.class, key -> start(), ContractServer.class);
  }

  private static ContractServer start() {
    try {
      return ContractServer.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
