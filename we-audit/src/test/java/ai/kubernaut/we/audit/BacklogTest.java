package ai.kubernaut.we.audit;

import static ai.kubernaut.we.core.audit.AuditEventType.EXECUTION_STARTED;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class BacklogTest {

  private static final Outgoing A = event("a", 10);
  private static final Outgoing B = event("b", 10);
  private static final Outgoing C = event("c", 10);

  private final Backlog backlog =
      new Backlog(DeliveryLimits.DEFAULTS.holding(3, 100).batches(2, 25, Duration.ZERO));

  @Test
  void givesTheOldestFirst() {
    add(A, B, C);

    assertThat(backlog.take(2)).containsExactly(A, B);
    assertThat(backlog.take(2)).containsExactly(C);
    assertThat(backlog.take(2)).isEmpty();
  }

  @Test
  void aBatchHasABoundInCharactersButHoldsAtLeastOneEvent() {
    Outgoing large = event("large", 90);
    add(A, large);

    assertThat(backlog.take(2)).containsExactly(A);
    assertThat(backlog.take(2)).containsExactly(large);
  }

  @Test
  void hasRoomUpToItsBoundsAndForOneEventOfAnySize() {
    assertThat(backlog.hasRoom(1_000_000)).isTrue();
    add(A);
    assertThat(backlog.hasRoom(90)).isTrue();
    assertThat(backlog.hasRoom(91)).isFalse();
    add(B, C);
    assertThat(backlog.hasRoom(0)).isFalse();
  }

  @Test
  void whatWasTakenCountsUntilItIsReleased() {
    add(A, B, C);
    List<Outgoing> taken = backlog.take(2);
    assertThat(backlog.hasRoom(0)).isFalse();
    assertThat(backlog.held()).isEqualTo(3);

    backlog.release(taken);
    assertThat(backlog.hasRoom(0)).isTrue();
    assertThat(backlog.held()).isEqualTo(1);
  }

  @Test
  void takesBackInFrontOrBehind() {
    add(A, B, C);
    backlog.putFirst(backlog.take(2));
    assertThat(backlog.first()).contains(A);
    backlog.putLast(backlog.take(2));
    assertThat(backlog.take(3)).containsExactly(C, A);
  }

  @Test
  void dropsWhatNobodyWantsAnyMore() {
    add(A, B, C);
    backlog.drop(event -> event.uid().equals("b"));

    assertThat(backlog.held()).isEqualTo(2);
    assertThat(backlog.take(2)).containsExactly(A, C);
  }

  private void add(Outgoing... events) {
    List.of(events).forEach(backlog::add);
  }

  private static Outgoing event(String uid, int length) {
    return new Outgoing(uid, EXECUTION_STARTED, "x".repeat(length), 0);
  }
}
