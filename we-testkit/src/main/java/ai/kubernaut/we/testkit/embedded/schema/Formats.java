package ai.kubernaut.we.testkit.embedded.schema;

import ai.kubernaut.we.testkit.embedded.cel.AddressBlock;
import ai.kubernaut.we.testkit.embedded.cel.Addresses;
import ai.kubernaut.we.testkit.embedded.cel.Texts;
import java.util.Map;
import java.util.regex.Pattern;

/** The string formats that are checked; others are taken as notes. */
final class Formats {
  private static final String HEX4 = "[0-9a-f]{4}";
  private static final String BYTE = "(25[0-5]|2[0-4]\\d|1?\\d?\\d)";
  private static final String IPV4 = BYTE + "(\\." + BYTE + "){3}";
  private static final String LABEL = "[a-zA-Z0-9]([-a-zA-Z0-9]{0,61}[a-zA-Z0-9])?";
  private static final Map<String, Pattern> PATTERNS =
      Map.ofEntries(
          Map.entry("uuid", uuid("[0-9a-f]")),
          Map.entry("uuid3", uuid("3")),
          Map.entry("uuid4", uuid("4")),
          Map.entry("uuid5", uuid("5")),
          Map.entry("ipv4", Pattern.compile(IPV4)),
          Map.entry("mac", Pattern.compile("([0-9A-Fa-f]{2}[:-]){5}[0-9A-Fa-f]{2}")),
          Map.entry("email", Pattern.compile("[^@\\s]+@[^@\\s]+")),
          Map.entry("hostname", Pattern.compile(LABEL + "(\\." + LABEL + ")*\\.?")),
          Map.entry("bsonobjectid", Pattern.compile("[0-9a-fA-F]{24}")),
          Map.entry("hexcolor", Pattern.compile("#?([0-9a-fA-F]{3}|[0-9a-fA-F]{6})")),
          Map.entry(
              "duration", Pattern.compile("[-+]?(0|((\\d+\\.?\\d*|\\.\\d+)(ns|us|µs|ms|s|m|h))+)")),
          Map.entry("k8s-short-name", Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?")),
          Map.entry(
              "k8s-long-name",
              Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*")));

  private Formats() {}

  private static Pattern uuid(String version) {
    String third = version.length() > 1 ? HEX4 : version + "[0-9a-f]{3}";
    String pattern = "[0-9a-f]{8}-?" + HEX4 + "-?" + third + "-?" + HEX4 + "-?[0-9a-f]{12}";
    return Pattern.compile(pattern, Pattern.CASE_INSENSITIVE);
  }

  static boolean accepts(String format, String text) {
    return switch (format) {
      case "date-time", "datetime" -> Texts.isInstant(text);
      case "date" -> Texts.isDate(text);
      case "byte" -> Texts.isBase64(text);
      case "uri" -> Texts.isUri(text);
      case "ipv6" -> text.contains(":") && Addresses.parse(text).isPresent();
      case "cidr" -> AddressBlock.parse(text).isPresent();
      default -> {
        Pattern pattern = PATTERNS.get(format);
        yield pattern == null || pattern.matcher(text).matches();
      }
    };
  }
}
