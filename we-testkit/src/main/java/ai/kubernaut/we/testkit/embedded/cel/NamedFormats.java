package ai.kubernaut.we.testkit.embedded.cel;

import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.OpaqueType;
import dev.cel.common.types.OptionalType;
import dev.cel.common.types.SimpleType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** {@code format.named('dns1123Label')} and its like: formats by name, and validation by them. */
final class NamedFormats {
  /** A format. */
  private record NamedFormat(String name, Predicate<String> accepts) {
    Optional<List<String>> validate(String text) {
      return accepts.test(text)
          ? Optional.empty()
          : Optional.of(List.of("'" + text + "' is not a valid " + name));
    }
  }

  private static final CelType FORMAT = OpaqueType.create("kubernetes.NamedFormat");
  private static final String LABEL = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
  private static final String QUALIFIED = "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]";
  private static final String SUBDOMAIN = LABEL + "(\\." + LABEL + ")*";
  private static final Map<String, NamedFormat> FORMATS =
      Map.ofEntries(
          pattern("dns1123Label", LABEL, 63),
          pattern("dns1123Subdomain", SUBDOMAIN, 253),
          pattern("dns1035Label", "[a-z]([-a-z0-9]*[a-z0-9])?", 63),
          pattern("dns1123LabelPrefix", "[a-z0-9]([-a-z0-9]*)?", 63),
          pattern("dns1123SubdomainPrefix", "(" + LABEL + "\\.)*[a-z0-9]([-a-z0-9.]*)?", 253),
          pattern("dns1035LabelPrefix", "[a-z]([-a-z0-9]*)?", 63),
          pattern("qualifiedName", "(" + SUBDOMAIN + "/)?" + QUALIFIED, 317),
          pattern("labelValue", "(" + QUALIFIED + ")?", 63),
          pattern("uuid", "(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", 36),
          checked("uri", Texts::isUri),
          checked("byte", Texts::isBase64),
          checked("date", Texts::isDate),
          checked("datetime", Texts::isInstant));

  private NamedFormats() {}

  private static Map.Entry<String, NamedFormat> pattern(String name, String regex, int longest) {
    Pattern pattern = Pattern.compile(regex);
    return checked(name, text -> text.length() <= longest && pattern.matcher(text).matches());
  }

  private static Map.Entry<String, NamedFormat> checked(String name, Predicate<String> accepts) {
    return Map.entry(name, new NamedFormat(name, accepts));
  }

  static void addTo(FunctionSet set) {
    FORMATS.forEach((name, format) -> set.constant("format." + name, FORMAT, format));
    set.function(
        "format.named",
        OptionalType.create(FORMAT),
        SimpleType.STRING,
        String.class,
        name -> Optional.ofNullable(FORMATS.get(name)));
    set.method(
        "validate",
        OptionalType.create(ListType.create(SimpleType.STRING)),
        FORMAT,
        NamedFormat.class,
        SimpleType.STRING,
        String.class,
        NamedFormat::validate);
  }
}
