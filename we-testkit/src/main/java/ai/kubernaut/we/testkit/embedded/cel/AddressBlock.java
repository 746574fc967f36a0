package ai.kubernaut.we.testkit.embedded.cel;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * A block of IP addresses, for example {@code 10.0.0.0/8}.
 *
 * @param address an address in it
 * @param bits how many leading bits all of its addresses share
 */
public record AddressBlock(InetAddress address, int bits) {

  /** The block that a text means. */
  public static Optional<AddressBlock> parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 0 || !text.substring(slash + 1).matches("0|[1-9]\\d{0,2}")) {
      return Optional.empty();
    }
    int bits = Integer.parseInt(text.substring(slash + 1));
    return Addresses.parse(text.substring(0, slash))
        .filter(address -> bits <= address.getAddress().length * Byte.SIZE)
        .map(address -> new AddressBlock(address, bits));
  }

  boolean contains(InetAddress other) {
    return other.getAddress().length == address.getAddress().length
        && mask(other).equals(mask(address));
  }

  boolean contains(AddressBlock other) {
    return other.bits >= bits && contains(other.address);
  }

  /** The same block by its first address. */
  AddressBlock masked() {
    return new AddressBlock(mask(address), bits);
  }

  private InetAddress mask(InetAddress full) {
    byte[] bytes = full.getAddress();
    for (int i = 0; i < bytes.length; i++) {
      int kept = Math.max(0, Math.min(Byte.SIZE, bits - i * Byte.SIZE));
      bytes[i] &= (byte) (0xff << (Byte.SIZE - kept));
    }
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an address keeps its length", e);
    }
  }

  @Override
  public String toString() {
    return Addresses.canonical(address) + "/" + bits;
  }
}
