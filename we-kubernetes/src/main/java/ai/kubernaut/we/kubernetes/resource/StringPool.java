package ai.kubernaut.we.kubernetes.resource;

/**
 * Lets equal strings of many objects share memory. Small and bounded: a string that is seen rarely
 * may displace another, which costs sharing and nothing else. Threads may race on a slot; a string
 * is immutable, so either outcome is right.
 */
final class StringPool {

  private static final int LONGEST = 64;
  private static final int SLOTS = 4096;

  private final String[] slots = new String[SLOTS];

  /** An equal string, the same one for most calls. */
  String share(String text) {
    if (text.length() > LONGEST) {
      return text;
    }
    int hash = text.hashCode();
    int slot = (hash ^ (hash >>> 16)) & (SLOTS - 1);
    String known = slots[slot];
    if (text.equals(known)) {
      return known;
    }
    slots[slot] = text;
    return text;
  }
}
