package ai.kubernaut.we.kubernetes.resource;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;

/**
 * A value whose absence means a certain value.
 *
 * @param leftOut whether that value is written as absence too
 */
record Defaulted<T>(ValueCodec<T> codec, T absent, boolean leftOut) implements ValueCodec<T> {

  @Override
  public T read(JsonElement json) {
    return codec.read(json);
  }

  @Override
  public JsonElement write(T value) {
    return isLeftOut(value) ? JsonNull.INSTANCE : codec.write(value);
  }

  @Override
  public JsonElement rewrite(T before, T after, JsonElement original) {
    return codec.rewrite(before, after, original);
  }

  @Override
  public JsonElement patch(T before, T after) {
    return isLeftOut(before) || isLeftOut(after) ? write(after) : codec.patch(before, after);
  }

  @Override
  public Object identity(T value) {
    return codec.identity(value);
  }

  private boolean isLeftOut(T value) {
    return leftOut && value.equals(absent);
  }
}
