package ai.kubernaut.we.testkit.embedded.resource;

import java.util.Optional;
import java.util.regex.Pattern;

/** What keys and values of labels must obey. */
public final class LabelRules {
  static final int LONGEST = 63;
  private static final String NAME =
      "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end"
          + " with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex"
          + " used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";
  private static final String VALUE =
      "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or"
          + " '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or"
          + " 'my_value',  or '12345', regex used for validation is"
          + " '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";
  private static final String QUALIFIED =
      "a qualified name must consist of alphanumeric characters, '-', '_' or '.', and must start"
          + " and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc',"
          + " regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]') with an"
          + " optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')";
  private static final Pattern NAMES = Pattern.compile("([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]");

  private LabelRules() {}

  /** What is wrong with a key; empty when nothing is. */
  public static Optional<String> complaint(String key) {
    String[] parts = key.split("/", -1);
    if (parts.length > 2) {
      return Optional.of(QUALIFIED);
    }
    String name = parts[parts.length - 1];
    if (parts.length == 2) {
      Optional<String> wrong = DnsNames.subdomainComplaint(parts[0]);
      if (parts[0].isEmpty() || wrong.isPresent()) {
        return Optional.of(
            "prefix part " + (parts[0].isEmpty() ? "must be non-empty" : wrong.orElse("")));
      }
    }
    if (name.length() > LONGEST) {
      return Optional.of("name part must be no more than 63 bytes");
    }
    return NAMES.matcher(name).matches() ? Optional.empty() : Optional.of(NAME);
  }

  /** What is wrong with a value; empty when nothing is. */
  public static Optional<String> valueComplaint(String value) {
    if (value.length() > LONGEST) {
      return Optional.of("must be no more than 63 bytes");
    }
    return value.isEmpty() || NAMES.matcher(value).matches()
        ? Optional.empty()
        : Optional.of(VALUE);
  }
}
