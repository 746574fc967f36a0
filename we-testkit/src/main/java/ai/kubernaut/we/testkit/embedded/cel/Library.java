package ai.kubernaut.we.testkit.embedded.cel;

import dev.cel.common.CelOptions;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.cel.runtime.CelStandardFunctions;
import dev.cel.runtime.CelStandardFunctions.StandardFunction;
import java.util.Set;

/** The functions that Kubernetes offers: CEL's own, the usual extensions, and some more. */
final class Library {
  private static final CelOptions OPTIONS =
      CelOptions.current()
          .enableHeterogeneousNumericComparisons(true)
          .enableQuotedIdentifierSyntax(true)
          .build();
  private static final Set<String> REPLACED = Set.of("EQUALS", "NOT_EQUALS", "ADD_LIST");
  private static final FunctionSet FUNCTIONS = functions();

  static final CelRuntime RUNTIME =
      CelRuntimeFactory.legacyCelRuntimeBuilder()
          .setOptions(OPTIONS)
          .setStandardEnvironmentEnabled(false)
          .setStandardFunctions(
              CelStandardFunctions.newBuilder().filterFunctions(Library::isKept).build())
          .addLibraries(
              CelExtensions.strings(),
              CelExtensions.sets(OPTIONS),
              CelExtensions.encoders(OPTIONS),
              CelExtensions.optional(),
              CelExtensions.math())
          .addFunctionBindings(new Equality(OPTIONS).bindings())
          .addFunctionBindings(FUNCTIONS.bindings())
          .build();

  private static final CelCompiler COMPILER =
      CelCompilerFactory.standardCelCompilerBuilder()
          .setOptions(OPTIONS)
          .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
          .addLibraries(
              CelExtensions.strings(),
              CelExtensions.sets(OPTIONS),
              CelExtensions.bindings(),
              CelExtensions.encoders(OPTIONS),
              CelExtensions.optional(),
              CelExtensions.math())
          .addFunctionDeclarations(FUNCTIONS.declarations())
          .build();

  private Library() {}

  private static boolean isKept(
      StandardFunction function, dev.cel.runtime.standard.CelStandardOverload overload) {
    return !REPLACED.contains(overload.toString());
  }

  private static FunctionSet functions() {
    FunctionSet set = new FunctionSet();
    ListFunctions.addTo(set);
    RegexFunctions.addTo(set);
    UrlFunctions.addTo(set);
    QuantityFunctions.addTo(set);
    AddressFunctions.addTo(set);
    NamedFormats.addTo(set);
    StringFormat.addTo(set);
    SemverFunctions.addTo(set);
    return set;
  }

  static CelCompiler compiler(CelTypeProvider types, CelType self, CelType oldSelf) {
    return COMPILER
        .toCompilerBuilder()
        .setTypeProvider(types)
        .addVar("self", self)
        .addVar("oldSelf", oldSelf)
        .build();
  }
}
