package ai.kubernaut.we.testkit.model;

import ai.kubernaut.we.testkit.model.Controller.Outbox;
import java.util.List;

/**
 * What makes a world the same as another, under one choice of names: everything in it but the
 * numbers of its versions, of which only counts whether they are the server's.
 */
final class Identity {

  private final World world;
  private final Renaming names;
  private final Cluster server;

  private Identity(World world, Renaming names) {
    this.world = world;
    this.names = names;
    this.server = names.of(world.server());
  }

  /** The same for worlds that differ in nothing, or in nothing but the names of like executions. */
  static long of(World world, List<Renaming> choices) {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < choices.size(); i++) {
      least = Math.min(least, new Identity(world, choices.get(i)).whole());
    }
    return least == 0 ? 1 : least;
  }

  /** The same for worlds at rest that differ in nothing but their pasts. */
  static long ofRest(World world, Renaming names) {
    Identity identity = new Identity(world, names);
    return Mark.then(
        Mark.then(identity.objects(), identity.controllers()), world.around().packed());
  }

  private long whole() {
    long all = Mark.then(objects(), world.broken().isPresent() ? 1 : 0);
    all = Mark.then(all, around());
    all = Mark.then(all, ledgers());
    all = Mark.then(all, controllers());
    return Mark.then(all, late());
  }

  private long objects() {
    long all = Mark.then(server.executions().mark(), server.locks().mark());
    all = Mark.then(all, server.jobs().mark());
    all = Mark.then(all, server.pipelineRuns().mark());
    return Mark.then(all, server.pods().mark());
  }

  private long around() {
    Surroundings around = world.around();
    return around.packed(names.subjects(around.created()));
  }

  private long ledgers() {
    List<Ledger> ledgers = names.of(world.ledgers());
    long all = 0;
    for (int i = 0; i < ledgers.size(); i++) {
      Ledger ledger = ledgers.get(i);
      all = Mark.then(all, ledger.packed(names.child(ledger.started())));
    }
    for (int i = 0; i < world.rests().size(); i++) {
      all = Mark.then(all, world.rests().get(i));
    }
    return all;
  }

  /** Their order matters: the first one ends before the second. */
  private long controllers() {
    long all = 0;
    for (int i = 0; i < world.controllers().size(); i++) {
      all = Mark.then(all, controller(world.controllers().get(i)));
    }
    return all;
  }

  private long controller(Controller c) {
    long all = Mark.of(names.children(c.gone()));
    List<Outbox> outboxes = names.of(c.outboxes());
    for (int i = 0; i < outboxes.size(); i++) {
      all = Mark.then(all, outboxes.get(i).packed());
    }
    for (Controller.Pass pass : c.passes()) {
      all = Mark.then(all, Mark.of(names.errand(pass.errand()) << 2 | pass.depth()));
    }
    for (Controller.Own own : c.unseen()) {
      all = Mark.then(Mark.then(all, own.kind().bit() + 100L), own.name().hashCode());
    }
    return c.behind().isEmpty() ? all : behind(Mark.then(all, c.stalled()), c.behind().get());
  }

  private long behind(long before, Cluster view) {
    Cluster seen = names.of(view);
    long all = before;
    for (Kind kind : Kind.ALL) {
      if (!seen.of(kind).level(server.of(kind))) {
        all = listing(Mark.then(all, kind.bit()), seen.of(kind), server.of(kind));
      }
    }
    return all;
  }

  private static <T> long listing(long before, Listing<T> seen, Listing<?> server) {
    long all = before;
    for (int i = 0; i < seen.size(); i++) {
      Item<T> item = seen.get(i);
      boolean current = server.revision(item.name()) == item.revision();
      all = Mark.then(all, item.content().mark() + (current ? 1 : 0));
    }
    return all;
  }

  /** Their order does not matter; whether their versions are the server's does. */
  private long late() {
    long sum = 0;
    for (int i = 0; i < world.late().size(); i++) {
      Request request = world.late().get(i);
      long current = ApiServer.mayStillDoSomething(request, world.server()) ? 1 : 0;
      sum += Mark.then(current, request.mark(names));
    }
    return sum;
  }
}
