package ai.kubernaut.we.controller;

import ai.kubernaut.we.core.settle.Next;
import java.time.Duration;

/** Core's answer to "when to look again", in the words of the queue. */
final class NextLook {

  private NextLook() {}

  static ai.kubernaut.we.controller.runtime.Next of(Next next) {
    return next.match(
        new Next.Cases<>() {
          @Override
          public ai.kubernaut.we.controller.runtime.Next again(Next.Again again) {
            return ai.kubernaut.we.controller.runtime.Next.after(Duration.ZERO);
          }

          @Override
          public ai.kubernaut.we.controller.runtime.Next await(Next.Await await) {
            return await
                .until()
                .map(ai.kubernaut.we.controller.runtime.Next::at)
                .orElseGet(ai.kubernaut.we.controller.runtime.Next::done);
          }

          @Override
          public ai.kubernaut.we.controller.runtime.Next retry(Next.Retry retry) {
            return ai.kubernaut.we.controller.runtime.Next.retry(
                retry.atLeast().orElse(Duration.ZERO));
          }
        });
  }
}
