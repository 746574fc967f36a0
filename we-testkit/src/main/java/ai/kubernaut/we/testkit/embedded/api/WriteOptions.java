package ai.kubernaut.we.testkit.embedded.api;

/**
 * How a write is to be done.
 *
 * @param dryRun answer as if, but store nothing
 * @param manager who writes, for the managed fields; empty leaves these as they are
 * @param unknownFields what to do about fields that the schema does not know
 */
public record WriteOptions(boolean dryRun, String manager, UnknownFields unknownFields) {

  /** What to do about fields that the schema does not know; they are dropped in any case. */
  public enum UnknownFields {
    IGNORE,
    WARN,
    STRICT
  }

  /** The same for a write that brings its own managed fields. */
  WriteOptions withoutRecord() {
    return new WriteOptions(dryRun, "", unknownFields);
  }

  /** Whether the write is recorded in the managed fields. */
  boolean records() {
    return !manager.isEmpty();
  }

  /** A write by a part of the cluster itself. */
  public static WriteOptions by(String manager) {
    return new WriteOptions(false, manager, UnknownFields.IGNORE);
  }
}
