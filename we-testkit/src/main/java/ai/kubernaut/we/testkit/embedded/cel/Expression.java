package ai.kubernaut.we.testkit.embedded.cel;

import com.google.protobuf.NullValue;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A compiled expression over {@code self} and {@code oldSelf}. */
public final class Expression {
  private static final Pattern OLD = Pattern.compile("\\boldSelf\\b");

  private final CelRuntime.Program program;
  private final boolean transition;
  private final boolean optionalOld;

  Expression(String source, CelRuntime.Program program, boolean optionalOld) {
    this.program = program;
    this.optionalOld = optionalOld;
    transition = OLD.matcher(source).find();
  }

  /** Whether it compares with what was before. */
  public boolean isTransition() {
    return transition;
  }

  /** Whether it has a value when there was nothing before. */
  public boolean isForNewValues() {
    return !transition || optionalOld;
  }

  /**
   * The value for these two.
   *
   * @param self null for a value that is null
   * @param old null when there was nothing before
   * @throws EvaluationFailed when the expression has no value here
   */
  public Object evaluate(@Nullable Object self, @Nullable Object old) {
    Map<String, Object> variables = new HashMap<>();
    variables.put("self", Objects.requireNonNullElse(self, NullValue.NULL_VALUE));
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
}
