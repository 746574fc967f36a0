package ai.kubernaut.we.core.audit;

import static ai.kubernaut.we.core.audit.AuditEventType.EXECUTION_STARTED;
import static ai.kubernaut.we.core.audit.AuditEventType.SELECTION_COMPLETED;
import static ai.kubernaut.we.core.fixture.AnExecution.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import ai.kubernaut.we.core.fixture.AnExecution;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AuditProgressTest {

  private static final List<AuditEvent> OWED =
      OwedAudit.of(AnExecution.completed("x", NOW).build());

  @Test
  void knowsNothingAfterARestart() {
    assertThat(AuditProgress.NONE.unsubmitted(OWED)).isEqualTo(OWED);
    assertThat(AuditProgress.NONE.confirms(OWED)).isFalse();
  }

  @Test
  void handsOverOnlyWhatWasNot() {
    AuditProgress progress =
        new AuditProgress(
            Set.of(SELECTION_COMPLETED, EXECUTION_STARTED), Set.of(), Optional.empty());

    assertThat(progress.unsubmitted(OWED)).containsExactly(OWED.get(2));
  }

  @Test
  void confirmsNothingBeforeItConfirmsEverything() {
    Set<AuditEventType> all = EnumSet.allOf(AuditEventType.class);
    AuditProgress half =
        new AuditProgress(all, Set.of(SELECTION_COMPLETED, EXECUTION_STARTED), Optional.empty());
    AuditProgress whole = new AuditProgress(all, all, Optional.empty());

    assertThat(half.confirms(OWED)).isFalse();
    assertThat(whole.confirms(OWED)).isTrue();
    assertThat(AuditProgress.NONE.confirms(List.of())).isTrue();
  }
}
