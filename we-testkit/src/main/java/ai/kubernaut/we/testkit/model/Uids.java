package ai.kubernaut.we.testkit.model;

import ai.kubernaut.we.api.WorkflowExecution;

/**
 * The uids of children: numbered names. A number that nothing in the world refers to any more is
 * given again, so that states do not differ in how many children there once were.
 */
final class Uids {

  private static final String PREFIX = "child-";

  /** Numbers for each execution, and then for outsiders. */
  private static final int ROOM = 4;

  private Uids() {}

  static String of(int number) {
    return PREFIX + number;
  }

  static int number(String uid) {
    return Integer.parseInt(uid, PREFIX.length(), uid.length(), 10);
  }

  /** Whose child has a number. */
  static int subject(int number) {
    return (number - 1) / ROOM;
  }

  /** The same place among the numbers of another execution. */
  static int ofOther(int number, int subject) {
    return 1 + subject * ROOM + (number - 1) % ROOM;
  }

  /** Bits of the children that had only our finalizer left, and are not there any more. */
  static int gone(Cluster before, Cluster after) {
    if (Same.object(before.jobs(), after.jobs())
        && Same.object(before.pipelineRuns(), after.pipelineRuns())) {
      return 0;
    }
    int released =
        before.jobs().childrenOf(Traits.RELEASABLE)
            | before.pipelineRuns().childrenOf(Traits.RELEASABLE);
    return released & ~(after.jobs().children() | after.pipelineRuns().children());
  }

  /** Bits of the children that executions have recorded which hold a lock. */
  static int locked(Cluster cluster) {
    int bits = 0;
    Listing<WorkflowExecution> executions = cluster.executions();
    for (int i = 0; i < executions.size(); i++) {
      int traits = executions.get(i).content().traits();
      bits |= cluster.locks().owned(Traits.owner(traits)) > 0 ? Traits.childBit(traits) : 0;
    }
    return bits;
  }

  private static int mentioned(Cluster cluster) {
    return cluster.jobs().children()
        | cluster.pipelineRuns().children()
        | cluster.executions().children()
        | cluster.pods().children();
  }

  /**
   * A number that nothing in a world refers to. Each execution has its own, so that it does not
   * matter whose child was created first.
   *
   * @param subject whose child it is; for an outsider's the number of subjects
   */
  static int free(Draft world, int subject) {
    int used = mentioned(world.server);
    for (Controller controller : world.controllers) {
      used |= controller.gone() | controller.behind().map(Uids::mentioned).orElse(0);
    }
    for (Ledger ledger : world.ledgers) {
      used |= ledger.started() > 0 ? 1 << ledger.started() : 0;
    }
    for (Request request : world.late) {
      used |= request.child().map(uid -> 1 << number(uid)).orElse(0);
    }
    int first = 1 + subject * ROOM;
    int number = first + Integer.numberOfTrailingZeros(~(used >>> first));
    if (number >= first + ROOM) {
      throw new IllegalStateException("more children of one execution than there is room for");
    }
    return number;
  }
}
