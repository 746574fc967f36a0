package ai.kubernaut.we.testkit.embedded.cel;

import dev.cel.common.types.CelType;
import dev.cel.common.types.OpaqueType;
import dev.cel.common.types.SimpleType;
import java.util.Optional;
import java.util.function.IntFunction;

/** {@code semver} and what can be asked of one. */
final class SemverFunctions {
  private static final CelType VERSION = OpaqueType.create("kubernetes.Semver");
  private static final CelType TEXT = SimpleType.STRING;
  private static final CelType FLAG = SimpleType.BOOL;
  private static final CelType INT = SimpleType.INT;

  private SemverFunctions() {}

  static void addTo(FunctionSet set) {
    set.function("isSemver", FLAG, TEXT, String.class, text -> Semver.parse(text).isPresent());
    set.function("semver", VERSION, TEXT, String.class, SemverFunctions::required);
    set.method("major", INT, VERSION, Semver.class, Semver::major);
    set.method("minor", INT, VERSION, Semver.class, Semver::minor);
    set.method("patch", INT, VERSION, Semver.class, Semver::patch);
    compare(set, "isGreaterThan", FLAG, sign -> sign > 0);
    compare(set, "isLessThan", FLAG, sign -> sign < 0);
    compare(set, "compareTo", INT, sign -> (long) sign);
  }

  private static void compare(
      FunctionSet set, String name, CelType result, IntFunction<Object> answer) {
    set.method(
        name,
        result,
        VERSION,
        Semver.class,
        VERSION,
        Semver.class,
        (one, other) -> answer.apply(Integer.signum(one.compareTo(other))));
  }

  private static Semver required(String text) {
    Optional<Semver> version = Semver.parse(text);
    return version.orElseThrow(() -> new IllegalArgumentException("invalid semver: " + text));
  }
}
