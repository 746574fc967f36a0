package ai.kubernaut.we.testkit.embedded.cel;

import dev.cel.bundle.Cel;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.OptionalType;
import dev.cel.common.types.SimpleType;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A compiled expression over {@code self} and {@code oldSelf}. */
public final class Expression {
  private static final Pattern OLD = Pattern.compile("\\boldSelf\\b");
  private static final CelOptions OPTIONS =
      CelOptions.current().enableHeterogeneousNumericComparisons(true).build();
  private static final Map<String, Expression> COMPILED = new ConcurrentHashMap<>();

  private final String source;
  private final CelRuntime.Program program;

  private Expression(String source, CelRuntime.Program program) {
    this.source = source;
    this.program = program;
  }

  /**
   * Compiles an expression; equal ones are compiled once.
   *
   * @param optionalOld whether {@code oldSelf} is an optional value
   * @throws IllegalArgumentException when it is not valid CEL
   */
  public static Expression of(String source, boolean optionalOld) {
    return COMPILED.computeIfAbsent(optionalOld + source, key -> compile(source, optionalOld));
  }

  private static Expression compile(String source, boolean optionalOld) {
    try {
      Cel cel = optionalOld ? Environments.OPTIONAL_OLD : Environments.PLAIN_OLD;
      return new Expression(source, cel.createProgram(cel.compile(source).getAst()));
    } catch (CelValidationException | CelEvaluationException e) {
      throw new IllegalArgumentException("compilation failed: " + e.getMessage(), e);
    }
  }

  /** Whether it compares with what was before. */
  public boolean isTransition() {
    return OLD.matcher(source).find();
  }

  /**
   * The value for these two.
   *
   * @param old null when there was nothing before
   * @throws EvaluationFailed when the expression has no value here
   */
  public Object evaluate(@Nullable Object self, @Nullable Object old, boolean optionalOld) {
    Map<String, Object> variables = new HashMap<>();
    variables.put("self", CelValues.present(self));
    if (optionalOld) {
      variables.put("oldSelf", Optional.ofNullable(old));
    } else if (old != null) {
      variables.put("oldSelf", old);
    }
    try {
      return program.eval(variables);
    } catch (CelEvaluationException e) {
      throw new EvaluationFailed(String.valueOf(e.getMessage()));
    }
  }

  /** An expression without a value. */
  public static final class EvaluationFailed extends RuntimeException {
    EvaluationFailed(String message) {
      super(message);
    }
  }

  /** Built once, when the first expression is compiled. */
  private static final class Environments {
    static final Cel PLAIN_OLD = build(false);
    static final Cel OPTIONAL_OLD = build(true);

    private static Cel build(boolean optionalOld) {
      return CelFactory.legacyCelBuilder()
          .setOptions(OPTIONS)
          .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
          .addVar("self", SimpleType.DYN)
          .addVar("oldSelf", optionalOld ? OptionalType.create(SimpleType.DYN) : SimpleType.DYN)
          .addCompilerLibraries(
              CelExtensions.strings(),
              CelExtensions.sets(OPTIONS),
              CelExtensions.bindings(),
              CelExtensions.encoders(OPTIONS),
              CelExtensions.optional(),
              CelExtensions.math())
          .addRuntimeLibraries(
              CelExtensions.strings(),
              CelExtensions.sets(OPTIONS),
              CelExtensions.encoders(OPTIONS),
              CelExtensions.optional(),
              CelExtensions.math())
          .addFunctionDeclarations(KubernetesFunctions.declarations())
          .addFunctionBindings(KubernetesFunctions.bindings())
          .build();
    }
  }
}
