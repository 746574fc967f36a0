package ai.kubernaut.we.kubernetes.resource;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import java.util.Optional;

/** A value that may be absent. */
record OptionalCodec<T>(ValueCodec<T> codec) implements ValueCodec<Optional<T>> {

  @Override
  public Optional<T> read(JsonElement json) {
    return Optional.of(codec.read(json));
  }

  @Override
  public Optional<T> absent() {
    return Optional.empty();
  }

  @Override
  public JsonElement write(Optional<T> value) {
    return value.map(codec::write).orElse(JsonNull.INSTANCE);
  }

  @Override
  public JsonElement rewrite(Optional<T> before, Optional<T> after, JsonElement original) {
    return before.isPresent() && after.isPresent()
        ? codec.rewrite(before.get(), after.get(), original)
        : write(after);
  }

  @Override
  public JsonElement patch(Optional<T> before, Optional<T> after) {
    return before.isPresent() && after.isPresent()
        ? codec.patch(before.get(), after.get())
        : write(after);
  }
}
