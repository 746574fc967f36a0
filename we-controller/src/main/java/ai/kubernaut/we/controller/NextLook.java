package ai.kubernaut.we.controller;

import ai.kubernaut.we.controller.runtime.Next;
import ai.kubernaut.we.core.settle.Revisit;
import java.time.Duration;

/** Core's answer to "when to look again", in the words of the queue. */
final class NextLook {

  private NextLook() {}

  static Next of(Revisit revisit) {
    return revisit.match(
        new Revisit.Cases<>() {
          @Override
          public Next again(Revisit.Again again) {
            return Next.after(Duration.ZERO);
          }

          @Override
          public Next await(Revisit.Await await) {
            return await.until().map(Next::at).orElseGet(Next::done);
          }

          @Override
          public Next retry(Revisit.Retry retry) {
            return Next.retry(retry.atLeast().orElse(Duration.ZERO));
          }
        });
  }
}
