package ai.kubernaut.we.testkit.model;

import ai.kubernaut.we.api.GoDuration;
import ai.kubernaut.we.core.plan.Settings;
import ai.kubernaut.we.core.policy.ExecutionPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a world begins with, and what may happen in it. */
public final class Scenario {

  /** Short durations that still tell a run, a rest and a deadline apart. */
  public static final Settings SHORT =
      new Settings(
          "kubernaut-workflows",
          Duration.ofMinutes(1),
          Duration.ofMinutes(2),
          Engines.JOB,
          Optional.empty(),
          Duration.ZERO,
          Duration.ofMinutes(1),
          Duration.ofMinutes(1),
          ExecutionPolicy.DEFAULTS,
          true);

  private final List<Subject> subjects;
  private final List<Subject> everybody;
  private final int faults;
  private final Set<Disturbance> disturbances;
  private final Settings settings;
  private final Catalog catalog;
  private final Logic logic;
  private final Set<Slip> slips;
  private final List<Promise> promises;
  private final Set<Reduction> reductions;
  private final List<String> lockNames;
  private final Duration longestRun;

  private Scenario(
      List<Subject> subjects,
      int faults,
      Collection<Disturbance> disturbances,
      Settings settings,
      Catalog catalog,
      Logic logic,
      Set<Slip> slips,
      List<Promise> promises,
      Set<Reduction> reductions) {
    this.subjects = List.copyOf(subjects);
    this.everybody = new ArrayList<>(subjects);
    this.everybody.add(Subject.next(subjects.get(0)));
    this.faults = faults;
    this.disturbances = EnumSet.copyOf(disturbances);
    this.settings = settings;
    this.catalog = catalog;
    this.logic = logic;
    this.slips = slips;
    this.promises = promises;
    this.reductions = reductions;
    this.lockNames = subjects.stream().map(Subject::lockName).distinct().toList();
    this.longestRun =
        subjects.stream()
            .flatMap(s -> s.spec().executionConfig().stream())
            .flatMap(c -> c.timeout().flatMap(GoDuration::parse).stream())
            .max(Comparator.naturalOrder())
            .orElse(settings.defaultTimeout());
  }

  /**
   * Executions that are created in any order and at any time, and every disturbance, up to that
   * many in one run.
   */
  public static Scenario of(int faults, Subject... subjects) {
    return new Scenario(
        List.of(subjects),
        faults,
        EnumSet.allOf(Disturbance.class),
        SHORT,
        Catalog.NONE,
        Logic.CORE,
        Set.of(),
        List.of(),
        EnumSet.allOf(Reduction.class));
  }

  public Scenario with(Logic newLogic) {
    return new Scenario(
        subjects, faults, disturbances, settings, catalog, newLogic, slips, promises, reductions);
  }

  public Scenario with(Collection<Disturbance> newDisturbances) {
    return new Scenario(
        subjects, faults, newDisturbances, settings, catalog, logic, slips, promises, reductions);
  }

  /** With other settings; durations are whole minutes, which are ticks. */
  public Scenario with(Settings newSettings) {
    return new Scenario(
        subjects, faults, disturbances, newSettings, catalog, logic, slips, promises, reductions);
  }

  /** With a workflow catalog that is asked what specs leave open. */
  public Scenario with(Catalog newCatalog) {
    return new Scenario(
        subjects, faults, disturbances, settings, newCatalog, logic, slips, promises, reductions);
  }

  public Scenario without(Disturbance... left) {
    Set<Disturbance> fewer = EnumSet.copyOf(disturbances);
    fewer.removeAll(List.of(left));
    return with(fewer);
  }

  /** With a mistake in what carries out the decisions. */
  public Scenario with(Slip slip) {
    return new Scenario(
        subjects,
        faults,
        disturbances,
        settings,
        catalog,
        logic,
        EnumSet.of(slip),
        promises,
        reductions);
  }

  /** With one more promise to keep. */
  public Scenario with(Promise promise) {
    List<Promise> more = new ArrayList<>(promises);
    more.add(promise);
    return new Scenario(
        subjects,
        faults,
        disturbances,
        settings,
        catalog,
        logic,
        slips,
        List.copyOf(more),
        reductions);
  }

  /** Without some of what keeps the number of states small. */
  Scenario without(Set<Reduction> left) {
    Set<Reduction> fewer = EnumSet.copyOf(reductions);
    fewer.removeAll(left);
    return new Scenario(
        subjects, faults, disturbances, settings, catalog, logic, slips, promises, fewer);
  }

  boolean reduces(Reduction reduction) {
    return reductions.contains(reduction);
  }

  public List<Subject> subjects() {
    return subjects;
  }

  public int faults() {
    return faults;
  }

  public Settings settings() {
    return settings;
  }

  Catalog catalog() {
    return catalog;
  }

  public Logic logic() {
    return logic;
  }

  /** The subjects, and one more that is created only to see whether new work is still taken. */
  List<Subject> everybody() {
    return everybody;
  }

  int next() {
    return subjects.size();
  }

  List<Promise> promises() {
    return promises;
  }

  boolean slips() {
    return !slips.isEmpty();
  }

  boolean slips(Slip slip) {
    return slips.contains(slip);
  }

  int index(String executionUid) {
    for (int i = 0; i < everybody.size(); i++) {
      if (everybody.get(i).uid().equals(executionUid)) {
        return i;
      }
    }
    return -1;
  }

  Subject subject(String executionUid) {
    return everybody.get(index(executionUid));
  }

  List<String> lockNames() {
    return lockNames;
  }

  boolean allows(Disturbance disturbance) {
    return disturbances.contains(disturbance);
  }

  /** How long the longest run may take. */
  Duration longestRun() {
    return longestRun;
  }
}
