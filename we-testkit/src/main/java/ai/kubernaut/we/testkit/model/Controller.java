package ai.kubernaut.we.testkit.model;

import ai.kubernaut.we.core.plan.Observation.Scope;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One process that believes to be the leader.
 *
 * @param name for traces
 * @param behind what it believes, where that is not what the server holds; its own writes it knows
 * @param stalled bits of the {@link Kind}s in which it is behind, or {@link Kind#EVERYTHING}
 * @param gone bits of the numbers of recorded children that it has seen go
 * @param outboxes what it knows of the delivery of audit events, for each subject
 * @param passes what it has begun and has to look at the server for
 * @param unseen own writes that it does not know of any more; there must be none
 */
public record Controller(
    String name,
    Optional<Cluster> behind,
    int stalled,
    int gone,
    List<Outbox> outboxes,
    List<Pass> passes,
    List<Own> unseen) {

  /** An own write of one object, at which the object got a version. */
  record Own(Kind kind, String name, int revision) {
    boolean in(Cluster view) {
      int seen = view.of(kind).revision(name);
      return revision == 0 ? seen == 0 : seen >= revision;
    }
  }

  /** What was handed over for one execution, and what became of it; bits as in {@link Ledger}. */
  record Outbox(int submitted, int confirmed, boolean rejected) {
    static final Outbox EMPTY = new Outbox(0, 0, false);

    int packed() {
      return submitted << 6 | confirmed << 1 | (rejected ? 1 : 0);
    }
  }

  /** A pass that goes on with a look at the server. */
  record Pass(Errand errand, Scope scope) {
    int depth() {
      return depth(scope);
    }

    /** How far a look goes, as a number. */
    static int depth(Scope scope) {
      return switch (scope) {
        case CACHES -> 0;
        case SERVER -> 1;
        case SERVER_AND_EVENTS -> 2;
      };
    }
  }

  /** A process that has just listed everything. */
  static Controller started(String name, int subjects) {
    return new Controller(
        name,
        Optional.empty(),
        0,
        0,
        Collections.nCopies(subjects, Outbox.EMPTY),
        List.of(),
        List.of());
  }

  /** What it believes. */
  Cluster view(Cluster server) {
    return behind.orElse(server);
  }

  /** Whether it knows all there is to know, and has nothing under way. */
  boolean level() {
    return behind.isEmpty() && passes.isEmpty();
  }

  /**
   * After a change at the server of which it hears, but for some kinds.
   *
   * @param missed bits of the kinds whose change it does not hear of
   * @param lags whether a watch lags on although it has missed nothing
   */
  Controller after(Cluster before, Cluster server, int missed, boolean lags) {
    int lagging = stalled | missed;
    if (lagging == 0) {
      return behind.isEmpty() && Same.object(before, server)
          ? this
          : withView(view(before), Optional.empty(), server, 0);
    }
    boolean deaf = (lagging & Kind.EVERYTHING) != 0;
    Cluster now = deaf ? view(before) : server.with(lagging, view(before));
    int still = lags ? lagging : now.differences(server);
    if (still == 0) {
      return withView(view(before), Optional.empty(), server, 0);
    }
    Cluster seen = deaf ? now : server.with(still, now);
    return withView(view(before), Optional.of(seen), now, lagging & (still | Kind.EVERYTHING));
  }

  private Controller withView(Cluster before, Optional<Cluster> seen, Cluster now, int lagging) {
    return new Controller(
        name, seen, lagging, gone | Uids.gone(before, now), outboxes, passes, unseen);
  }

  /** It learns of one object how it is. */
  Controller knowing(Kind kind, String object, Cluster server) {
    return behind.isEmpty()
        ? this
        : new Controller(
            name,
            behind.map(b -> b.withItem(kind, object, server)),
            stalled,
            gone | Uids.gone(behind.get(), behind.get().withItem(kind, object, server)),
            outboxes,
            passes,
            unseen);
  }

  /** The watch of one kind begins to lag, whether or not it misses anything. */
  Controller lagging(Kind kind, Cluster server) {
    return new Controller(
        name, Optional.of(view(server)), stalled | kind.bit(), gone, outboxes, passes, unseen);
  }

  /** The watch of some kinds goes on. */
  Controller caughtUp(int kinds) {
    return new Controller(name, behind, stalled & ~kinds, gone, outboxes, passes, unseen);
  }

  Controller withBehind(Optional<Cluster> seen) {
    return new Controller(name, seen, stalled, gone, outboxes, passes, unseen);
  }

  /** With an own write, and without those that it sees by now. */
  Controller withOwn(@Nullable Own write, Cluster server) {
    if (write == null && unseen.isEmpty()) {
      return this;
    }
    List<Own> left = new ArrayList<>(unseen);
    if (write != null) {
      left.removeIf(own -> own.kind() == write.kind() && own.name().equals(write.name()));
      left.add(write);
    }
    left.removeIf(own -> own.in(view(server)));
    return new Controller(name, behind, stalled, gone, outboxes, passes, List.copyOf(left));
  }

  Controller withoutPasses() {
    return new Controller(name, behind, stalled, gone, outboxes, List.of(), List.of());
  }

  Controller withGone(int uids) {
    return new Controller(name, behind, stalled, uids, outboxes, passes, unseen);
  }

  Controller with(int subject, Outbox outbox) {
    if (outboxes.get(subject).equals(outbox)) {
      return this;
    }
    List<Outbox> changed = new ArrayList<>(outboxes);
    changed.set(subject, outbox);
    return new Controller(name, behind, stalled, gone, changed, passes, unseen);
  }

  Optional<Pass> passFor(String lockName) {
    for (Pass pass : passes) {
      if (pass.errand().lockName().equals(lockName)) {
        return Optional.of(pass);
      }
    }
    return Optional.empty();
  }

  /** The pass about a lock ends, or goes on with a look that far. */
  Controller pass(Errand errand, Optional<Scope> next) {
    if (passes.isEmpty() && next.isEmpty()) {
      return this;
    }
    List<Pass> changed = new ArrayList<>(passes);
    changed.removeIf(p -> p.errand().lockName().equals(errand.lockName()));
    next.ifPresent(scope -> changed.add(new Pass(errand, scope)));
    return new Controller(name, behind, stalled, gone, outboxes, List.copyOf(changed), unseen);
  }
}
