package ai.kubernaut.we.testkit.model;

/**
 * What makes the number of states small enough to visit all of them, each with the reason why no
 * promise can be broken unseen by it. Every one can be left out, to compare.
 */
enum Reduction {
  /**
   * A time counts as over from the age at which it is over, however old it is. Decisions compare
   * times with limits only, so they cannot tell the difference.
   */
  AGES,

  /**
   * A watch lags from the first change that it misses until nothing is missed. Before, after and in
   * between its controller knows what it would know anyway.
   */
  LAGS,

  /**
   * A request that nobody waits for is dropped once it can only be refused: its version never comes
   * back, and neither does its uid.
   */
  DEAD_LETTERS,

  /**
   * A request that nobody waits for does not arrive where it is refused. The world after that is
   * the one in which it never arrives.
   */
  REFUSED_LETTERS,

  /**
   * A controller that knows all that the server holds need not look at the server. What it decides
   * after a look differs from what it decides without one only where it lags.
   */
  NEEDLESS_LOOKS,

  /**
   * A second leader begins while the first one lags or waits for an answer, and the first one ends
   * when it does no more. Two that know the same and remember the same act as one.
   */
  EQUAL_LEADERS,

  /**
   * An outage begins when somebody is there to notice: the audit sink's at a submission, those of
   * discovery and of the catalog while an execution waits for an answer.
   */
  UNNOTICED_OUTAGES,

  /**
   * What concerns nobody but one execution that owns nothing any more, or the audit sink, is done
   * before everything else. It comes to the same as later: nothing that others do depends on it.
   */
  PRIVATE_STEPS,

  /**
   * Of an execution that is over, settled, rested and owns nothing only how it ended is kept. Its
   * decisions and those of its rivals look at nothing else any more.
   */
  FINISHED,

  /**
   * What users do to such an execution they do while no other is at work. Neither the others nor it
   * can tell the difference.
   */
  LAST_RITES,

  /**
   * What is remembered of executions, children and their audit is forgotten when nobody can ask for
   * it any more.
   */
  MEMORY,

  /** Executions that differ in nothing but their names are exchanged. */
  NAMES
}
