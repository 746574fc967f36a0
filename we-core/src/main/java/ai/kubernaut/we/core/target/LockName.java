package ai.kubernaut.we.core.target;

import ai.kubernaut.we.api.TargetResource;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The name of a target's lock, of its Lease and of the child: {@code wfe-} and the first 16 hex
 * digits of the SHA-256 of the canonical target.
 */
public record LockName(String value) {

  private static final int BYTES = 8;

  public static LockName of(TargetResource target) {
    byte[] hash = sha256(target.canonical().getBytes(StandardCharsets.UTF_8));
    return new LockName("wfe-" + HexFormat.of().formatHex(hash, 0, BYTES));
  }

  /** The lock name of a target as written in a spec; empty where it names no target. */
  public static Optional<LockName> of(String targetResource) {
    return TargetResource.parse(targetResource).map(LockName::of);
  }

  private static byte[] sha256(byte[] input) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(input);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
