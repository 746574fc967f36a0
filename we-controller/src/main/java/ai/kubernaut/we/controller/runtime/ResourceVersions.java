package ai.kubernaut.we.controller.runtime;

/** The order of resource versions of one store, as far as they have one. */
public final class ResourceVersions {

  /** How one version relates to another. */
  public enum Order {
    OLDER,
    SAME,
    NEWER,
    /** At least one is not a number. */
    UNKNOWN
  }

  private ResourceVersions() {}

  /** How the first relates to the second. */
  public static Order compare(String version, String other) {
    if (version.equals(other)) {
      return Order.SAME;
    }
    if (!isNumber(version) || !isNumber(other)) {
      return Order.UNKNOWN;
    }
    String a = withoutZeros(version);
    String b = withoutZeros(other);
    int order = a.length() == b.length() ? a.compareTo(b) : Integer.compare(a.length(), b.length());
    return order == 0 ? Order.SAME : order < 0 ? Order.OLDER : Order.NEWER;
  }

  private static boolean isNumber(String version) {
    return !version.isEmpty() && version.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static String withoutZeros(String number) {
    int start = 0;
    while (start < number.length() - 1 && number.charAt(start) == '0') {
      start++;
    }
    return number.substring(start);
  }
}
