package ai.kubernaut.we.testkit.embedded.cel;

import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import dev.cel.runtime.CelFunctionBinding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Functions being added to CEL: what they are called, what they take, and what they do. */
@SuppressWarnings("Immutable") // The bodies that are given to it are functions without any state.
final class FunctionSet {
  private final Map<String, List<CelOverloadDecl>> overloads = new LinkedHashMap<>();
  private final List<CelFunctionBinding> bindings = new ArrayList<>();

  private void declare(String name, CelOverloadDecl overload) {
    overloads.computeIfAbsent(name, n -> new ArrayList<>()).add(overload);
  }

  private String id(String name, Class<?>... arguments) {
    StringBuilder id = new StringBuilder("k8s_").append(name.replace('.', '_'));
    for (Class<?> argument : arguments) {
      id.append('_').append(argument.getSimpleName().toLowerCase(java.util.Locale.ROOT));
    }
    return id.toString();
  }

  /** A function without arguments. */
  void constant(String name, CelType result, Object value) {
    String id = id(name);
    declare(name, CelOverloadDecl.newGlobalOverload(id, result));
    bindings.add(CelFunctionBinding.from(id, List.of(), arguments -> value));
  }

  /** A function of one argument. */
  <A> void function(
      String name, CelType result, CelType type, Class<A> argument, Function<A, Object> body) {
    String id = id(name, argument);
    declare(name, CelOverloadDecl.newGlobalOverload(id, result, type));
    bindings.add(CelFunctionBinding.from(id, argument, body::apply));
  }

  /** A method without arguments. */
  <A> void method(
      String name, CelType result, CelType type, Class<A> target, Function<A, Object> body) {
    String id = id(name, target) + "_method";
    declare(name, CelOverloadDecl.newMemberOverload(id, result, type));
    bindings.add(CelFunctionBinding.from(id, target, body::apply));
  }

  /** A method with one argument. */
  <A, B> void method(
      String name,
      CelType result,
      CelType type,
      Class<A> target,
      CelType argumentType,
      Class<B> argument,
      BiFunction<A, B, Object> body) {
    String id = id(name, target, argument) + "_method";
    declare(name, CelOverloadDecl.newMemberOverload(id, result, type, argumentType));
    bindings.add(CelFunctionBinding.from(id, target, argument, body::apply));
  }

  List<CelFunctionDecl> declarations() {
    return overloads.entrySet().stream()
        .map(entry -> CelFunctionDecl.newFunctionDeclaration(entry.getKey(), entry.getValue()))
        .toList();
  }

  List<CelFunctionBinding> bindings() {
    return List.copyOf(bindings);
  }
}
