package ai.kubernaut.we.testkit.model;

import ai.kubernaut.we.core.catalog.CatalogAnswer;
import ai.kubernaut.we.core.plan.Availability;
import java.util.Map;

/**
 * What is not an object.
 *
 * @param jobs whether discovery tells of Jobs
 * @param pipelineRuns whether discovery tells of PipelineRuns
 * @param defaultEngine what the configuration says
 * @param catalog what the workflow catalog says, when it answers
 * @param catalogDown whether the workflow catalog answers nothing
 * @param sinkDown whether the audit sink answers nothing
 * @param created bits of the executions that were created
 * @param lockless whether an outsider has taken a lock away that nobody has taken since
 */
public record Surroundings(
    boolean jobs,
    boolean pipelineRuns,
    String defaultEngine,
    Catalog catalog,
    boolean catalogDown,
    boolean sinkDown,
    int created,
    boolean lockless) {

  static Surroundings with(String defaultEngine, Catalog catalog) {
    return new Surroundings(true, true, defaultEngine, catalog, false, false, 0, false);
  }

  boolean knows(String engine) {
    return engine.equals(Engines.JOB) ? jobs : pipelineRuns;
  }

  Map<String, Availability> engines() {
    return Map.of(Engines.JOB, availability(jobs), Engines.TEKTON, availability(pipelineRuns));
  }

  private static Availability availability(boolean known) {
    return known ? Availability.SERVED : Availability.UNKNOWN;
  }

  /** What the catalog answers to whoever asks. */
  CatalogAnswer answer() {
    return catalogDown ? Catalog.UNAVAILABLE : catalog.answer();
  }

  /** What of it decisions can rest on, as one number. */
  int seen() {
    return catalog.number() << 4
        | (catalogDown ? 8 : 0)
        | (jobs ? 4 : 0)
        | (pipelineRuns ? 2 : 0)
        | (defaultEngine.equals(Engines.JOB) ? 1 : 0);
  }

  int packed() {
    return packed(created);
  }

  /** All of it as one number, where those executions were created. */
  int packed(int executions) {
    return executions << 9 | (lockless ? 256 : 0) | (sinkDown ? 128 : 0) | seen();
  }

  Surroundings withKnown(String engine, boolean known) {
    boolean job = engine.equals(Engines.JOB);
    return new Surroundings(
        job ? known : jobs,
        job ? pipelineRuns : known,
        defaultEngine,
        catalog,
        catalogDown,
        sinkDown,
        created,
        lockless);
  }

  Surroundings withDefaultEngine(String engine) {
    return new Surroundings(
        jobs, pipelineRuns, engine, catalog, catalogDown, sinkDown, created, lockless);
  }

  Surroundings withCatalog(Catalog says) {
    return new Surroundings(
        jobs, pipelineRuns, defaultEngine, says, catalogDown, sinkDown, created, lockless);
  }

  Surroundings withCatalogDown(boolean down) {
    return new Surroundings(
        jobs, pipelineRuns, defaultEngine, catalog, down, sinkDown, created, lockless);
  }

  Surroundings withSinkDown(boolean down) {
    return new Surroundings(
        jobs, pipelineRuns, defaultEngine, catalog, catalogDown, down, created, lockless);
  }

  Surroundings withCreated(int subject) {
    return new Surroundings(
        jobs,
        pipelineRuns,
        defaultEngine,
        catalog,
        catalogDown,
        sinkDown,
        created | 1 << subject,
        lockless);
  }

  Surroundings withLockless(boolean without) {
    return new Surroundings(
        jobs, pipelineRuns, defaultEngine, catalog, catalogDown, sinkDown, created, without);
  }
}
