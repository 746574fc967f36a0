package ai.kubernaut.we.testkit.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.kubernaut.we.api.Dependencies;
import ai.kubernaut.we.api.Names;
import ai.kubernaut.we.api.Resources;
import ai.kubernaut.we.core.child.Child;
import ai.kubernaut.we.core.child.Child.Removal;
import ai.kubernaut.we.core.child.ChildSpec;
import ai.kubernaut.we.core.child.ChildState;
import ai.kubernaut.we.core.engine.ExecutionEngine;
import ai.kubernaut.we.core.failure.Evidence;
import ai.kubernaut.we.core.failure.Failure;
import ai.kubernaut.we.core.failure.FailureAnalysis;
import ai.kubernaut.we.core.plan.Availability;
import ai.kubernaut.we.core.plan.Settings;
import ai.kubernaut.we.core.settle.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every engine keeps, whatever runs its workflows. To check one, extend this class and give it
 * a stage.
 */
public abstract class ExecutionEngineContract {

  protected static final String NAME = "wfe-c00449355dfb987a";
  protected static final String EXECUTION = "11111111-uid";

  private static final String OTHER_NAME = "wfe-0123456789abcdef";
  private static final String OTHER_EXECUTION = "22222222-uid";
  private static final Outcome DONE = new Outcome.Done();

  protected Stage stage;
  protected ExecutionEngine engine;

  /** A world in which nothing has happened, with the engine's API installed. */
  protected abstract Stage stage();

  /** A child to create. */
  protected ChildSpec spec(String name, String executionUid) {
    return new ChildSpec(
        engine.name(),
        Settings.DEFAULTS.executionNamespace(),
        name,
        "registry.example.com/workflows/restart:1.2",
        Map.of("TARGET_RESOURCE", "default/deployment/my-app"),
        Duration.ofMinutes(30),
        Optional.empty(),
        Dependencies.none(),
        new Resources(Map.of(), Map.of(), List.of()),
        Optional.empty(),
        Map.of(Names.EXECUTION_UID_LABEL, executionUid),
        Map.of(Names.EXECUTION_LABEL, "fix", Names.SOURCE_NAMESPACE_LABEL, "ops"));
  }

  @BeforeEach
  void openStage() {
    stage = stage();
    engine = opened();
  }

  @AfterEach
  void closeStage() {
    stage.close();
  }

  @Test
  void aChildIsHeldUntilItIsStarted() {
    assertEquals(DONE, engine.create(spec(NAME, EXECUTION)));

    stage.await(() -> read().acknowledged());
    Child child = read();
    assertEquals(ChildState.HELD, child.state());
    assertEquals(Removal.NONE, child.removal());
    assertTrue(child.belongsTo(EXECUTION), child.executionUid());
    assertEquals("ops/fix", child.execution());
    assertEquals(engine.name(), child.engine());
    assertFalse(stage.isRunning(NAME), "it runs");
  }

  @Test
  void whatItHasCreatedIsInViewAtOnce() {
    assertEquals(DONE, engine.create(spec(NAME, EXECUTION)));

    assertEquals(List.of(NAME), names(engine.children(EXECUTION, Set.of())));
  }

  @Test
  void aSecondChildOfTheSameNameIsNotCreated() {
    created();
    String before = stage.contents(NAME);

    assertStale(engine.create(spec(NAME, OTHER_EXECUTION)));
    assertEquals(before, stage.contents(NAME));
    assertTrue(read().belongsTo(EXECUTION), "another's");
  }

  @Test
  void aCreateThatIsRefusedForGoodLeavesNothingAndSaysWhatHelps() {
    assumeTrue(stage.refuseNext());

    Outcome.Refused refused =
        assertInstanceOf(Outcome.Refused.class, engine.create(spec(NAME, EXECUTION)));
    assertFalse(refused.message().isBlank() || refused.advice().isBlank(), refused.toString());
    assertEquals(List.of(), readAll());
  }

  @Test
  void aCreateWithoutAnAnswerIsFoundIfItHappened() {
    assumeTrue(stage.loseNext(true));

    assertUnknown(engine.create(spec(NAME, EXECUTION)));
    assertTrue(read().belongsTo(EXECUTION), "another's");
    assertEquals(ChildState.HELD, read().state());
  }

  @Test
  void aCreateWithoutAnAnswerCanBeRepeatedIfItDidNotHappen() {
    assumeTrue(stage.loseNext(false));

    assertUnknown(engine.create(spec(NAME, EXECUTION)));
    assertEquals(List.of(), readAll());
    assertEquals(DONE, engine.create(spec(NAME, EXECUTION)));
  }

  @Test
  void childrenAreFoundByTheirExecutionAndByTheirName() {
    created();
    assertEquals(DONE, engine.create(spec(OTHER_NAME, OTHER_EXECUTION)));

    assertEquals(List.of(NAME), names(engine.children(EXECUTION, Set.of())));
    assertEquals(List.of(NAME), names(engine.children(EXECUTION, Set.of(NAME))));
    assertEquals(List.of(OTHER_NAME), names(engine.children("", Set.of(OTHER_NAME))));
    assertEquals(
        Set.of(NAME, OTHER_NAME),
        Set.copyOf(names(engine.children(EXECUTION, Set.of(OTHER_NAME)))));
    assertEquals(List.of(), engine.children("", Set.of("wfe-of-nobody")));
  }

  @Test
  void aStartedChildRunsAndIsNotStartedTwice() {
    Child held = created();
    done(engine::start);

    assertEquals(ChildState.STARTED, read().state());
    assertStale(engine.start(held));
    stage.run(NAME);
    assertEquals(ChildState.STARTED, read().state());
  }

  @Test
  void aStartWithoutAnAnswerShowsWhetherItHappened() {
    created();
    assumeTrue(stage.loseNext(false));
    assertUnknown(engine.start(read()));
    assertEquals(ChildState.HELD, read().state());

    assumeTrue(stage.loseNext(true));
    assertUnknown(engine.start(read()));
    assertEquals(ChildState.STARTED, read().state());
  }

  @Test
  void aSuccessIsSeenWithItsTime() {
    running();
    stage.exit(NAME, 0);
    stage.await(() -> seen().map(Child::state).equals(Optional.of(ChildState.SUCCEEDED)));

    Child child = read();
    assertEquals(ChildState.SUCCEEDED, child.state());
    assertTrue(child.endedAt().isPresent(), "no time of its end");
    assertEquals(child.progress().totalTasks(), child.progress().completedTasks());
  }

  @Test
  void aFailureIsSeenWithItsCause() {
    running();
    stage.exit(NAME, 3);
    stage.await(() -> seen().map(Child::state).equals(Optional.of(ChildState.FAILED)));

    assertTrue(read().endedAt().isPresent(), "no time of its end");
    assertExitCode(3, read());
    stage.await(() -> cause(seen().orElseThrow()).exitCode().equals(Optional.of(3)));
  }

  @Test
  void aStoppedChildRunsNoMoreAndStaysWithItsResult() {
    running();
    done(engine::stop);

    stage.await(() -> !stage.isRunning(NAME));
    stage.await(() -> read().state().ended() || read().removing());
    assertNotEquals(ChildState.SUCCEEDED, read().state());
    assertTrue(cause(read()).mayHaveRun(), "it ran");
  }

  @Test
  void aDeletedChildGoesAfterItsPodsAndStaysUntilItIsReleased() {
    Child first = running();
    done(engine::delete);
    assertTrue(read().removing(), "nobody deletes it");

    awaitReleasable();
    assertFalse(stage.isRunning(NAME), "it runs");
    done(engine::release);
    assertEquals(List.of(), readAll());
    assertEquals(List.of(), engine.children(EXECUTION, Set.of(NAME)));
    assertNotEquals(first.uid(), created().uid());
  }

  @Test
  void aHeldChildIsDeletedWithoutHavingRun() {
    created();
    done(engine::delete);

    awaitReleasable();
    assertEquals(List.of(), pods(read()));
    done(engine::release);
    assertEquals(List.of(), readAll());
  }

  @Test
  void aViewOfAnEarlierChildDoesNothingToALaterOne() {
    Child earlier = created();
    stage.removeByHand(NAME);
    stage.await(() -> readAll().isEmpty());
    Child later = created();
    String before = stage.contents(NAME);

    assertNothingDone(earlier);
    assertEquals(before, stage.contents(NAME));
    assertEquals(later.uid(), read().uid());
  }

  @Test
  void aFreshEngineFindsTheChildAndGoesOnWithIt() {
    Child created = created();
    engine = opened();

    assertEquals(created.uid(), read().uid());
    assertTrue(read().belongsTo(EXECUTION), "another's");
    done(engine::start);
    stage.run(NAME);
    stage.exit(NAME, 0);
    stage.await(() -> read().state() == ChildState.SUCCEEDED);
  }

  @Test
  void aFreshEngineSeesTheChildWithoutAskingForItsName() {
    created();
    engine = opened();

    stage.await(() -> names(engine.children(EXECUTION, Set.of())).equals(List.of(NAME)));
  }

  @Test
  void aFreshEngineDeletesAChildThatRuns() {
    running();
    engine = opened();

    done(engine::delete);
    awaitReleasable();
    done(engine::release);
    assertEquals(List.of(), readAll());
  }

  @Test
  void aChildThatOthersDeleteStaysUntilItIsReleased() {
    running();
    stage.deleteByHand(NAME);
    stage.await(() -> seen().filter(Child::removing).isPresent());

    done(engine::delete);
    awaitReleasable();
    assertFalse(stage.isRunning(NAME), "it runs");
    done(engine::release);
    assertEquals(List.of(), readAll());
  }

  @Test
  void aChildThatOthersRemoveIsGone() {
    Child lost = running();
    stage.removeByHand(NAME);

    stage.await(() -> readAll().isEmpty());
    stage.await(() -> engine.children(EXECUTION, Set.of(NAME)).isEmpty());
    assertStale(engine.start(lost));
    assertEquals(DONE, engine.delete(lost));
  }

  @Test
  void aForeignObjectUnderOurNameIsShownAndNotReplaced() {
    stage.createForeign(NAME);
    String before = stage.contents(NAME);

    assertStale(engine.create(spec(NAME, EXECUTION)));
    assertFalse(read().ours(), "ours");
    assertEquals(List.of(), engine.children(EXECUTION, Set.of()));
    assertEquals(before, stage.contents(NAME));
  }

  @Test
  void aForeignObjectIsNeverChanged() {
    stage.createForeign(NAME);
    String before = stage.contents(NAME);

    assertNothingDone(read());
    assertEquals(before, stage.contents(NAME));
  }

  @Test
  void aViewOfOurChildDoesNothingToAForeignObject() {
    Child ours = created();
    stage.removeByHand(NAME);
    stage.await(() -> readAll().isEmpty());
    stage.createForeign(NAME);
    String before = stage.contents(NAME);

    assertNothingDone(ours);
    assertEquals(before, stage.contents(NAME));
  }

  @Test
  void anApiThatIsNotInstalledHasNoChildrenAndTakesNone() {
    openWithoutApi();

    assertEquals(List.of(), engine.children(EXECUTION, Set.of(NAME)));
    assertEquals(List.of(), readAll());
    assertInstanceOf(Outcome.Delayed.class, engine.create(spec(NAME, EXECUTION)));
  }

  @Test
  void anApiThatAppearsLaterIsUsed() {
    openWithoutApi();
    stage.install();

    stage.await(() -> engine.availability() == Availability.SERVED);
    running();
    stage.exit(NAME, 0);
    stage.await(() -> seen().map(Child::state).equals(Optional.of(ChildState.SUCCEEDED)));
  }

  private ExecutionEngine opened() {
    ExecutionEngine fresh = stage.open();
    stage.await(() -> fresh.availability() == Availability.SERVED);
    return fresh;
  }

  private void openWithoutApi() {
    stage.uninstall();
    engine = stage.open();
    stage.await(() -> engine.availability() == Availability.NOT_SERVED);
  }

  private Child created() {
    assertEquals(DONE, engine.create(spec(NAME, EXECUTION)));
    return read();
  }

  private Child running() {
    created();
    done(engine::start);
    stage.run(NAME);
    return read();
  }

  /** Does it on the latest view, and looks again where that was not the latest any more. */
  private void done(Function<Child, Outcome> step) {
    stage.await(
        () -> {
          Outcome outcome = step.apply(read());
          assertFalse(
              outcome instanceof Outcome.Refused || outcome instanceof Outcome.Unknown,
              outcome.toString());
          return outcome.equals(DONE);
        });
  }

  private void awaitReleasable() {
    stage.await(() -> read().removal() == Removal.RELEASABLE);
  }

  private void assertNothingDone(Child view) {
    assertStale(engine.start(view));
    assertStale(engine.stop(view));
    assertStale(engine.delete(view));
    assertStale(engine.release(view));
  }

  private static void assertStale(Outcome outcome) {
    assertInstanceOf(Outcome.Stale.class, outcome);
  }

  private static void assertUnknown(Outcome outcome) {
    assertInstanceOf(Outcome.Unknown.class, outcome);
  }

  private static void assertExitCode(int code, Child child) {
    Failure failure = cause(child);
    assertEquals(Optional.of(code), failure.exitCode(), failure.message());
    assertTrue(failure.mayHaveRun(), failure.message());
  }

  private static Failure cause(Child child) {
    return FailureAnalysis.analyse(child.evidence());
  }

  private static List<Evidence.Pod> pods(Child child) {
    return child.evidence().tasks().stream().flatMap(task -> task.pods().stream()).toList();
  }

  private Optional<Child> seen() {
    return engine.children(EXECUTION, Set.of()).stream().findFirst();
  }

  private Child read() {
    List<Child> found = readAll();
    assertEquals(1, found.size(), found.toString());
    return found.get(0);
  }

  /** An engine may say that it has to be asked again. */
  private List<Child> readAll() {
    List<Child> found = new ArrayList<>();
    stage.await(
        () -> {
          Optional<List<Child>> answer = engine.read(Set.of(NAME), true);
          answer.ifPresent(found::addAll);
          return answer.isPresent();
        });
    return found;
  }

  private static List<String> names(List<Child> children) {
    return children.stream().map(Child::name).toList();
  }
}
