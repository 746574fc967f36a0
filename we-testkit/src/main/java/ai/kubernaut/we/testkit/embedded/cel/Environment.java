package ai.kubernaut.we.testkit.embedded.cel;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableMap;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.OptionalType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.runtime.CelEvaluationException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Where expressions about values of one type are compiled. {@code self} is the value, {@code
 * oldSelf} the one that it replaces.
 */
public final class Environment {
  private final CelCompiler plain;
  private final CelCompiler optional;
  private final Map<String, Expression> compiled = new ConcurrentHashMap<>();

  private Environment(CelType self, CelTypeProvider types) {
    plain = Library.compiler(types, self, self);
    optional = Library.compiler(types, self, OptionalType.create(self));
  }

  /**
   * An environment for a type.
   *
   * @param named every type that it contains and that has a name
   */
  public static Environment of(CelType self, Collection<CelType> named) {
    ImmutableMap.Builder<String, CelType> byName = ImmutableMap.builder();
    named.forEach(type -> byName.put(type.name(), type));
    return new Environment(self, new Types(byName.buildKeepingLast()));
  }

  /** The types of a schema by their names. */
  private record Types(ImmutableMap<String, CelType> byName) implements CelTypeProvider {
    @Override
    public ImmutableCollection<CelType> types() {
      return byName.values();
    }

    @Override
    public Optional<CelType> findType(String name) {
      return Optional.ofNullable(byName.get(name));
    }
  }

  /**
   * Compiles a rule; equal ones are compiled once.
   *
   * @param optionalOld whether {@code oldSelf} is an optional value
   * @throws IllegalArgumentException when it is not valid, or does not yield true or false
   */
  public Expression rule(String source, boolean optionalOld) {
    return expression(source, optionalOld, SimpleType.BOOL);
  }

  /**
   * Compiles an expression that makes a message.
   *
   * @throws IllegalArgumentException when it is not valid, or does not yield a text
   */
  public Expression message(String source, boolean optionalOld) {
    return expression(source, optionalOld, SimpleType.STRING);
  }

  private Expression expression(String source, boolean optionalOld, CelType result) {
    String key = optionalOld + result.name() + " " + source;
    return compiled.computeIfAbsent(key, k -> compile(source, optionalOld, result));
  }

  private Expression compile(String source, boolean optionalOld, CelType result) {
    try {
      CelAbstractSyntaxTree tree = (optionalOld ? optional : plain).compile(source).getAst();
      CelType actual = tree.getResultType();
      if (!actual.equals(result) && !actual.equals(SimpleType.DYN)) {
        throw new IllegalArgumentException(
            "cel expression must evaluate to a " + result.name() + ", not " + actual.name());
      }
      return new Expression(source, Library.RUNTIME.createProgram(tree), optionalOld);
    } catch (CelValidationException | CelEvaluationException e) {
      throw new IllegalArgumentException("compilation failed: " + e.getMessage(), e);
    }
  }
}
