package ai.kubernaut.we.testkit.embedded.cel;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** IP addresses, read without asking any name server. */
public final class Addresses {
  private static final String BYTE = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
  private static final Pattern IPV4 = Pattern.compile(BYTE + "(\\." + BYTE + "){3}");
  private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:]*:[0-9a-fA-F:.]*");

  private Addresses() {}

  /** The address that a text means; IPv4 without leading zeros, IPv6 without zone. */
  public static Optional<InetAddress> parse(String text) {
    boolean six = IPV6.matcher(text).matches();
    if (!six && !IPV4.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      // Literals are not looked up.
      InetAddress address = InetAddress.getByName(text);
      boolean mapped = six && !(address instanceof Inet6Address);
      return mapped ? Optional.empty() : Optional.of(address);
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  /** The usual form of an address: RFC 5952 for IPv6. */
  static String canonical(InetAddress address) {
    byte[] bytes = address.getAddress();
    return bytes.length == 4 ? address.getHostAddress() : compressed(bytes);
  }

  private static String compressed(byte[] bytes) {
    int[] groups = new int[8];
    for (int i = 0; i < groups.length; i++) {
      groups[i] = (bytes[2 * i] & 0xff) << 8 | (bytes[2 * i + 1] & 0xff);
    }
    int start = -1;
    int longest = 1;
    for (int i = 0; i < groups.length; i++) {
      int end = i;
      while (end < groups.length && groups[end] == 0) {
        end++;
      }
      if (end - i > longest) {
        longest = end - i;
        start = i;
      }
    }
    return start < 0
        ? joined(groups, 0, groups.length)
        : joined(groups, 0, start) + "::" + joined(groups, start + longest, groups.length);
  }

  private static String joined(int[] groups, int from, int to) {
    StringBuilder text = new StringBuilder();
    for (int i = from; i < to; i++) {
      text.append(i > from ? ":" : "").append(Integer.toHexString(groups[i]));
    }
    return text.toString();
  }

  static boolean isLinkLocalMulticast(InetAddress address) {
    byte[] bytes = address.getAddress();
    return bytes.length == 4
        ? (bytes[0] & 0xff) == 224 && bytes[1] == 0 && bytes[2] == 0
        : (bytes[0] & 0xff) == 0xff && (bytes[1] & 0x0f) == 2;
  }

  static boolean isGlobalUnicast(InetAddress address) {
    boolean broadcast = canonical(address).equals("255.255.255.255");
    return !broadcast
        && !address.isAnyLocalAddress()
        && !address.isLoopbackAddress()
        && !address.isMulticastAddress()
        && !address.isLinkLocalAddress();
  }
}
