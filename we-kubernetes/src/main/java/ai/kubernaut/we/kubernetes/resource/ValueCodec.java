package ai.kubernaut.we.kubernetes.resource;

import com.google.gson.JsonElement;

/**
 * One type of value between JSON and Java. JSON null stands for absence in both directions: it is
 * never handed to {@link #read}, and an object leaves out a field whose value is written as null.
 *
 * @param <T> the type in Java
 */
interface ValueCodec<T> {

  /**
   * Reads one value.
   *
   * @throws MalformedResource if it is none of these values; its path starts here
   */
  T read(JsonElement json);

  /**
   * What absence reads as.
   *
   * @throws MalformedResource if it must not be absent
   */
  T absent();

  /** Writes one value; as null, if absence says the same. */
  JsonElement write(T value);

  /**
   * Writes a value over another, keeping what did not change as it was written, and what is not
   * known here.
   *
   * @param original that from which {@code before} was read; may be changed and returned
   */
  default JsonElement rewrite(T before, T after, JsonElement original) {
    return before.equals(after) ? original : write(after);
  }

  /** What a merge patch holds in place of this value; the two differ. */
  default JsonElement patch(T before, T after) {
    return write(after);
  }

  /** What makes two values versions of one thing, as when a list of things is rewritten. */
  default Object identity(T value) {
    return value;
  }
}
