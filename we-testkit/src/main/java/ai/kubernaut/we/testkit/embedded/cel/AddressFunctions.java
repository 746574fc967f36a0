package ai.kubernaut.we.testkit.embedded.cel;

import dev.cel.common.types.CelType;
import dev.cel.common.types.OpaqueType;
import dev.cel.common.types.SimpleType;
import java.net.InetAddress;
import java.util.function.Predicate;

/** {@code ip} and {@code cidr}, and what can be asked of them. */
final class AddressFunctions {
  private static final CelType IP = OpaqueType.create("net.IP");
  private static final CelType CIDR = OpaqueType.create("net.CIDR");
  private static final CelType TEXT = SimpleType.STRING;
  private static final CelType FLAG = SimpleType.BOOL;

  private AddressFunctions() {}

  static void addTo(FunctionSet set) {
    addresses(set);
    blocks(set);
  }

  private static void addresses(FunctionSet set) {
    set.function("isIP", FLAG, TEXT, String.class, text -> Addresses.parse(text).isPresent());
    set.function("ip", IP, TEXT, String.class, AddressFunctions::address);
    set.function(
        "ip.isCanonical",
        FLAG,
        TEXT,
        String.class,
        text -> Addresses.canonical(address(text)).equals(text));
    set.function("string", TEXT, IP, InetAddress.class, Addresses::canonical);
    set.method(
        "family",
        SimpleType.INT,
        IP,
        InetAddress.class,
        ip -> ip.getAddress().length == 4 ? 4L : 6L);
    ask(set, "isUnspecified", InetAddress::isAnyLocalAddress);
    ask(set, "isLoopback", InetAddress::isLoopbackAddress);
    ask(set, "isLinkLocalMulticast", Addresses::isLinkLocalMulticast);
    ask(set, "isLinkLocalUnicast", InetAddress::isLinkLocalAddress);
    ask(set, "isGlobalUnicast", Addresses::isGlobalUnicast);
  }

  private static void ask(FunctionSet set, String name, Predicate<InetAddress> question) {
    set.method(name, FLAG, IP, InetAddress.class, question::test);
  }

  private static void blocks(FunctionSet set) {
    set.function("isCIDR", FLAG, TEXT, String.class, text -> AddressBlock.parse(text).isPresent());
    set.function("cidr", CIDR, TEXT, String.class, AddressFunctions::block);
    set.function("string", TEXT, CIDR, AddressBlock.class, AddressBlock::toString);
    set.method("ip", IP, CIDR, AddressBlock.class, AddressBlock::address);
    set.method("masked", CIDR, CIDR, AddressBlock.class, AddressBlock::masked);
    set.method(
        "prefixLength", SimpleType.INT, CIDR, AddressBlock.class, block -> (long) block.bits());
    set.method(
        "containsIP",
        FLAG,
        CIDR,
        AddressBlock.class,
        IP,
        InetAddress.class,
        AddressBlock::contains);
    set.method(
        "containsIP",
        FLAG,
        CIDR,
        AddressBlock.class,
        TEXT,
        String.class,
        (block, text) -> block.contains(address(text)));
    set.method(
        "containsCIDR",
        FLAG,
        CIDR,
        AddressBlock.class,
        CIDR,
        AddressBlock.class,
        AddressBlock::contains);
    set.method(
        "containsCIDR",
        FLAG,
        CIDR,
        AddressBlock.class,
        TEXT,
        String.class,
        (block, text) -> block.contains(block(text)));
  }

  private static InetAddress address(String text) {
    return Addresses.parse(text)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "IP Address '" + text + "' parse error during conversion from string"));
  }

  private static AddressBlock block(String text) {
    return AddressBlock.parse(text)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "network address parse error during conversion from string: " + text));
  }
}
