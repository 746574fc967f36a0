package ai.kubernaut.we.core.settle;

import static ai.kubernaut.we.core.fixture.AnExecution.NOW;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import ai.kubernaut.we.api.ConditionType;
import ai.kubernaut.we.api.EventReason;
import ai.kubernaut.we.api.FailureDetails;
import ai.kubernaut.we.api.FailureReason;
import ai.kubernaut.we.api.Phase;
import ai.kubernaut.we.core.catalog.CatalogAnswer;
import ai.kubernaut.we.core.child.Child.Removal;
import ai.kubernaut.we.core.child.ChildState;
import ai.kubernaut.we.core.fixture.AChild;
import ai.kubernaut.we.core.fixture.AnExecution;
import ai.kubernaut.we.core.fixture.World;
import ai.kubernaut.we.core.plan.Availability;
import ai.kubernaut.we.core.plan.Blockage;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaFieldAccess;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * One scene for everything that can become of an execution. A transition, reason, event or wait
 * that comes into being without a scene here fails.
 */
class EveryOutcomeIsVisitedTest {

  private static final Outcome DONE = new Outcome.Done();
  private static final Duration AN_HOUR = Duration.ofHours(1);

  /** A world, and what comes of the step that is planned in it. */
  private record Scene(World world, Outcome outcome) {

    Scene(World world) {
      this(world, DONE);
    }

    Settlement settle() {
      return world.settle(outcome);
    }
  }

  private static World cancelled(ChildState state, Removal removal) {
    return World.around(AnExecution.running("mine").cancelledBecause("why")).child(state, removal);
  }

  private static World running() {
    return World.around(AnExecution.running("mine"));
  }

  private static World deleted() {
    return World.around(AnExecution.completed("mine", NOW).deletedAt(NOW)).atServer();
  }

  private static final List<Scene> SCENES =
      List.of(
          new Scene(World.pending().ourLock().child(ChildState.HELD)),
          new Scene(World.around(AnExecution.pending("mine").target("nonsense"))),
          new Scene(World.around(AnExecution.pending("mine").workflow(w -> w.engine("argo")))),
          new Scene(
              World.around(AnExecution.pending("mine").workflow(w -> w.serviceAccount("admin")))),
          new Scene(World.pending().lockedBy(AnExecution.running("other"))),
          new Scene(World.around(AnExecution.pending("mine").cancelledBecause("why"))),
          new Scene(World.pending().after(AN_HOUR)),
          new Scene(World.pending().rival(AnExecution.completed("other", NOW))),
          new Scene(World.pending().lockedBy(AnExecution.neverRan("other", NOW))),
          new Scene(World.pending().foreignLock().atServer()),
          new Scene(World.pending().engine("job", Availability.UNKNOWN)),
          new Scene(World.pending().catalog(new CatalogAnswer.Unavailable("503"))),
          new Scene(
              World.pending(),
              new Outcome.Delayed(FailureReason.UNKNOWN, "Later.", Optional.empty())),
          new Scene(running().child(ChildState.SUCCEEDED)),
          new Scene(running().child(ChildState.FAILED)),
          new Scene(running().child(ChildState.SUSPENDED)),
          new Scene(running().child(ChildState.STARTED)),
          new Scene(running().child(AChild.withoutPod(AnExecution.running("mine"))).withEvents()),
          new Scene(running().atServer()),
          new Scene(running().child(ChildState.HELD, Removal.RELEASABLE).after(AN_HOUR)),
          new Scene(cancelled(ChildState.STARTED, Removal.FOREGROUND)),
          new Scene(cancelled(ChildState.STARTED, Removal.RELEASABLE)),
          new Scene(World.around(AnExecution.neverRan("mine", NOW)).ourLock().atServer()),
          new Scene(
              World.around(AnExecution.neverRan("mine", NOW)).ourLock().atServer(),
              new Outcome.Refused(FailureReason.FORBIDDEN, "No.", "Grant it.")),
          new Scene(deleted().after(Duration.ofMinutes(1))),
          new Scene(
              World.around(
                      AnExecution.completed("mine", NOW)
                          .deletedAt(NOW)
                          .condition(ConditionType.AUDIT_RECORDED, "True", "Confirmed", NOW))
                  .atServer()));

  @Test
  void everyTransition() {
    Set<String> legal =
        Arrays.stream(Phase.values())
            .flatMap(
                from ->
                    Arrays.stream(Phase.values())
                        .filter(from::mayBecome)
                        .map(to -> from + " to " + to))
            .collect(toSet());
    Set<String> visited =
        SCENES.stream()
            .map(
                scene ->
                    scene.world().execution().phase()
                        + " to "
                        + scene.settle().status().phase().orElse(Phase.PENDING))
            .filter(transition -> !transition.matches("(\\w+) to \\1"))
            .collect(toSet());

    assertThat(visited).isEqualTo(legal);
  }

  @Test
  void everyEvent() {
    assertThat(SCENES.stream().flatMap(scene -> scene.settle().notes().stream()).map(Note::reason))
        .contains(EventReason.values());
  }

  @Test
  void everyReasonToWait() {
    Set<String> waits =
        Arrays.stream(Blockage.class.getDeclaredFields())
            .filter(field -> Modifier.isStatic(field.getModifiers()))
            .filter(field -> field.getType() == String.class)
            .map(EveryOutcomeIsVisitedTest::text)
            .collect(toSet());

    assertThat(Blockage.REASONS).isEqualTo(waits);

    assertThat(
            SCENES.stream()
                .map(Scene::settle)
                .flatMap(s -> s.status().condition(ConditionType.BLOCKED).stream())
                .map(condition -> condition.reason()))
        .containsAll(waits);
  }

  private static String text(Field constant) {
    try {
      return (String) constant.get(null);
    } catch (IllegalAccessException e) {
      throw new AssertionError("a constant is public", e);
    }
  }

  @Test
  void everyReasonToFailThatIsDecidedHereRatherThanByFailureAnalysis() {
    JavaClasses deciders =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("ai.kubernaut.we.core.plan", "ai.kubernaut.we.core.settle");
    Set<String> named =
        deciders.stream()
            .flatMap(c -> c.getFieldAccessesFromSelf().stream())
            .filter(access -> access.getTargetOwner().isEquivalentTo(FailureReason.class))
            .map(JavaFieldAccess::getName)
            .filter(name -> !name.equals(FailureReason.UNKNOWN.name()))
            .collect(toSet());

    assertThat(named).isNotEmpty();
    assertThat(failures().map(details -> details.reason().name())).containsAll(named);
  }

  @Test
  void noFailureIsUnknown() {
    assertThat(failures().map(FailureDetails::reason)).doesNotContain(FailureReason.UNKNOWN);
  }

  private static Stream<FailureDetails> failures() {
    return SCENES.stream().map(Scene::settle).flatMap(s -> s.status().failureDetails().stream());
  }
}
