package ai.kubernaut.we.testkit.embedded.resource;

import java.util.Optional;
import java.util.regex.Pattern;

/** Names as RFC 1123 and RFC 1035 allow them. */
final class DnsNames {
  private static final String LABEL = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
  private static final String LABEL_MESSAGE =
      "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and"
          + " must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc',"
          + " regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')";
  private static final String SUBDOMAIN_MESSAGE =
      "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or"
          + " '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex"
          + " used for validation is"
          + " '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";
  private static final String LABEL_1035_MESSAGE =
      "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an"
          + " alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or"
          + " 'abc-123', regex used for validation is '[a-z]([-a-z0-9]*[a-z0-9])?')";
  private static final Pattern LABELS = Pattern.compile(LABEL);
  private static final Pattern SUBDOMAINS = Pattern.compile(LABEL + "(\\." + LABEL + ")*");
  private static final Pattern LABELS_1035 = Pattern.compile("[a-z]([-a-z0-9]*[a-z0-9])?");

  private DnsNames() {}

  static Optional<String> labelComplaint(String name) {
    if (!LABELS.matcher(name).matches()) {
      return Optional.of(LABEL_MESSAGE);
    }
    return tooLong(name, 63);
  }

  static Optional<String> label1035Complaint(String name) {
    if (!LABELS_1035.matcher(name).matches()) {
      return Optional.of(LABEL_1035_MESSAGE);
    }
    return tooLong(name, 63);
  }

  static Optional<String> subdomainComplaint(String name) {
    if (!SUBDOMAINS.matcher(name).matches()) {
      return Optional.of(SUBDOMAIN_MESSAGE);
    }
    return tooLong(name, 253);
  }

  private static Optional<String> tooLong(String name, int most) {
    return name.length() > most
        ? Optional.of("must be no more than " + most + " bytes")
        : Optional.empty();
  }
}
