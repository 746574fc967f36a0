package ai.kubernaut.we.testkit.embedded.cel;

import static dev.cel.common.CelFunctionDecl.newFunctionDeclaration;
import static dev.cel.common.CelOverloadDecl.newGlobalOverload;
import static dev.cel.common.CelOverloadDecl.newMemberOverload;

import dev.cel.common.CelFunctionDecl;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelFunctionBinding;
import io.kubernetes.client.custom.Quantity;
import io.kubernetes.client.custom.QuantityFormatException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The functions that Kubernetes adds to CEL. A quantity is its text; comparing goes by value. */
final class KubernetesFunctions {
  private static final CelType TEXT = SimpleType.STRING;
  private static final CelType FLAG = SimpleType.BOOL;
  private static final CelType ANY = SimpleType.DYN;
  private static final ListType LIST = ListType.create(SimpleType.DYN);
  private static final Pattern ADDRESS =
      Pattern.compile("(\\d{1,3}\\.){3}\\d{1,3}|[0-9a-fA-F]*:[0-9a-fA-F:.]+");

  private KubernetesFunctions() {}

  static List<CelFunctionDecl> declarations() {
    return List.of(
        newFunctionDeclaration("find", newMemberOverload("k8s_find", TEXT, TEXT, TEXT)),
        newFunctionDeclaration(
            "findAll", newMemberOverload("k8s_find_all", ListType.create(TEXT), TEXT, TEXT)),
        newFunctionDeclaration("isSorted", newMemberOverload("k8s_is_sorted", FLAG, LIST)),
        newFunctionDeclaration("sum", newMemberOverload("k8s_sum", ANY, LIST)),
        newFunctionDeclaration("min", newMemberOverload("k8s_min", ANY, LIST)),
        newFunctionDeclaration("max", newMemberOverload("k8s_max", ANY, LIST)),
        newFunctionDeclaration("isURL", newGlobalOverload("k8s_is_url", FLAG, TEXT)),
        newFunctionDeclaration("isIP", newGlobalOverload("k8s_is_ip", FLAG, TEXT)),
        newFunctionDeclaration("isQuantity", newGlobalOverload("k8s_is_quantity", FLAG, TEXT)),
        newFunctionDeclaration("quantity", newGlobalOverload("k8s_quantity", TEXT, TEXT)),
        newFunctionDeclaration(
            "compareTo", newMemberOverload("k8s_compare", SimpleType.INT, TEXT, TEXT)),
        newFunctionDeclaration("isGreaterThan", newMemberOverload("k8s_greater", FLAG, TEXT, TEXT)),
        newFunctionDeclaration("isLessThan", newMemberOverload("k8s_less", FLAG, TEXT, TEXT)));
  }

  static List<CelFunctionBinding> bindings() {
    return List.of(
        CelFunctionBinding.from("k8s_find", String.class, String.class, KubernetesFunctions::find),
        CelFunctionBinding.from(
            "k8s_find_all", String.class, String.class, KubernetesFunctions::findAll),
        CelFunctionBinding.from("k8s_is_sorted", List.class, KubernetesFunctions::isSorted),
        CelFunctionBinding.from("k8s_sum", List.class, KubernetesFunctions::sum),
        CelFunctionBinding.from("k8s_min", List.class, list -> extreme(list, -1)),
        CelFunctionBinding.from("k8s_max", List.class, list -> extreme(list, 1)),
        CelFunctionBinding.from("k8s_is_url", String.class, KubernetesFunctions::isUrl),
        CelFunctionBinding.from("k8s_is_ip", String.class, text -> ADDRESS.matcher(text).matches()),
        CelFunctionBinding.from("k8s_is_quantity", String.class, KubernetesFunctions::isQuantity),
        CelFunctionBinding.from("k8s_quantity", String.class, text -> text),
        CelFunctionBinding.from(
            "k8s_compare", String.class, String.class, (a, b) -> (long) compare(a, b)),
        CelFunctionBinding.from(
            "k8s_greater", String.class, String.class, (a, b) -> compare(a, b) > 0),
        CelFunctionBinding.from(
            "k8s_less", String.class, String.class, (a, b) -> compare(a, b) < 0));
  }

  private static String find(String text, String regex) {
    Matcher matcher = Pattern.compile(regex).matcher(text);
    return matcher.find() ? matcher.group() : "";
  }

  private static List<String> findAll(String text, String regex) {
    return Pattern.compile(regex).matcher(text).results().map(MatchResult::group).toList();
  }

  private static boolean isSorted(List<?> list) {
    List<Object> sorted = new ArrayList<>(list);
    sorted.sort(KubernetesFunctions::order);
    return sorted.equals(list);
  }

  private static Object sum(List<?> list) {
    boolean whole = list.stream().allMatch(Long.class::isInstance);
    if (whole) {
      return list.stream().mapToLong(item -> ((Number) item).longValue()).sum();
    }
    return list.stream().mapToDouble(item -> ((Number) item).doubleValue()).sum();
  }

  private static Object extreme(List<?> list, int sign) {
    Object best = list.get(0);
    for (Object item : list) {
      if (order(item, best) * sign > 0) {
        best = item;
      }
    }
    return best;
  }

  private static int order(Object one, Object other) {
    if (one instanceof Number a && other instanceof Number b) {
      return new BigDecimal(a.toString()).compareTo(new BigDecimal(b.toString()));
    }
    return one.toString().compareTo(other.toString());
  }

  private static boolean isUrl(String text) {
    try {
      return new URI(text).isAbsolute();
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private static boolean isQuantity(String text) {
    try {
      return Quantity.fromString(text).getNumber().precision() > 0;
    } catch (QuantityFormatException | NumberFormatException e) {
      return false;
    }
  }

  private static int compare(String one, String other) {
    return Quantity.fromString(one).getNumber().compareTo(Quantity.fromString(other).getNumber());
  }
}
