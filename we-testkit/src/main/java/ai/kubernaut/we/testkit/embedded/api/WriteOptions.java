package ai.kubernaut.we.testkit.embedded.api;

import ai.kubernaut.we.testkit.embedded.access.User;
import java.util.List;

/**
 * How a write is to be done.
 *
 * @param dryRun answer as if, but store nothing
 * @param manager who writes, for the managed fields; empty leaves these as they are
 * @param unknownFields what to do about fields that the schema does not know
 * @param remarks what else is odd about the fields as they were sent
 * @param user on whose behalf
 */
public record WriteOptions(
    boolean dryRun, String manager, UnknownFields unknownFields, List<String> remarks, User user) {
  public WriteOptions {
    remarks = List.copyOf(remarks);
  }

  /** What to do about fields that the schema does not know; they are dropped in any case. */
  public enum UnknownFields {
    IGNORE,
    WARN,
    STRICT
  }

  /** The same for a write that brings its own managed fields. */
  WriteOptions withoutRecord() {
    return new WriteOptions(dryRun, "", unknownFields, remarks, user);
  }

  /** The same with more to remark. */
  public WriteOptions remarking(List<String> more) {
    return new WriteOptions(dryRun, manager, unknownFields, more, user);
  }

  /** Whether the write is recorded in the managed fields. */
  boolean records() {
    return !manager.isEmpty();
  }

  /** A write by a part of the cluster itself. */
  public static WriteOptions by(String manager) {
    return new WriteOptions(false, manager, UnknownFields.IGNORE, List.of(), User.cluster());
  }
}
