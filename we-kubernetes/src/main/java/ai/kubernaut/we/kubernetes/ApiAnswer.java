package ai.kubernaut.we.kubernetes;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** What came of a call: a value, or a refusal or fault as a value. */
public sealed interface ApiAnswer<T> {

  /** The call did what was asked. */
  record Ok<T>(T value) implements ApiAnswer<T> {}

  /** The call was refused, failed, or stayed without an answer. */
  record Failed<T>(ApiError error) implements ApiAnswer<T> {}

  static <T> ApiAnswer<T> ok(T value) {
    return new Ok<>(value);
  }

  static <T> ApiAnswer<T> failed(ApiError error) {
    return new Failed<>(error);
  }

  /** One case per variant. */
  default <R> R match(
      Function<? super T, ? extends R> ok, Function<? super ApiError, ? extends R> failed) {
    if (this instanceof Ok<T> answer) {
      return ok.apply(answer.value());
    }
    return failed.apply(((Failed<T>) this).error());
  }

  /** Does one thing or the other. */
  default void handle(Consumer<? super T> ok, Consumer<? super ApiError> failed) {
    if (this instanceof Ok<T> answer) {
      ok.accept(answer.value());
    } else {
      failed.accept(((Failed<T>) this).error());
    }
  }

  default <R> ApiAnswer<R> map(Function<? super T, ? extends R> change) {
    return match(value -> ok(change.apply(value)), ApiAnswer::failed);
  }

  default <R> ApiAnswer<R> flatMap(Function<? super T, ApiAnswer<R>> next) {
    return match(next, ApiAnswer::failed);
  }

  /** The value, or empty if there is none. */
  default Optional<T> toOptional() {
    return match(Optional::of, error -> Optional.empty());
  }

  /** The error, or empty if there is none. */
  default Optional<ApiError> failure() {
    return match(value -> Optional.empty(), Optional::of);
  }
}
