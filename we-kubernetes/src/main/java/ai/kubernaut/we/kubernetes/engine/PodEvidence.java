package ai.kubernaut.we.kubernetes.engine;

import ai.kubernaut.we.core.failure.Evidence;
import ai.kubernaut.we.core.failure.Evidence.Container;
import ai.kubernaut.we.core.failure.Evidence.Container.Role;
import ai.kubernaut.we.core.failure.Evidence.Pod;
import ai.kubernaut.we.core.failure.Evidence.PodEvent;
import ai.kubernaut.we.core.failure.Evidence.Verdict;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns lean pods and Events into evidence, for every engine alike. */
public final class PodEvidence {

  private static final Pattern CONTAINER =
      Pattern.compile("spec\\.(?:init|ephemeral)?[cC]ontainers\\{(.*)}");

  private final Function<String, Role> roles;
  private final Predicate<LeanContainer> ended;

  /**
   * @param roles what a container of the engine's pods is there for, by its name
   */
  public PodEvidence(Function<String, Role> roles) {
    this(roles, container -> false);
  }

  /**
   * @param roles what a container of the engine's pods is there for, by its name
   * @param ended whether a container that has ended did so because the engine ended it
   */
  public PodEvidence(Function<String, Role> roles, Predicate<LeanContainer> ended) {
    this.roles = roles;
    this.ended = ended;
  }

  /**
   * The pods, oldest first.
   *
   * @param over whatever made them has ended, so that a pod that seems to live was not seen to its
   *     end
   */
  public List<Pod> pods(Collection<LeanPod> pods, boolean over) {
    return pods.stream()
        .sorted(Comparator.comparing(LeanPod::createdAt).thenComparing(LeanPod::name))
        .map(pod -> pod(pod, over && !pod.ended() && !pod.deleting() && !pod.gone()))
        .toList();
  }

  private Pod pod(LeanPod pod, boolean outdated) {
    return new Pod(
        pod.uid(),
        pod.name(),
        pod.node(),
        pod.phase(),
        pod.reason().isEmpty() && pod.message().isEmpty()
            ? Optional.empty()
            : Optional.of(new Verdict(pod.reason(), pod.message())),
        pod.conditions(),
        pod.containers().stream().map(this::container).toList(),
        pod.deleting() || pod.gone() || outdated,
        pod.unwatched() || outdated);
  }

  private Container container(LeanContainer container) {
    return new Container(
        container.name(),
        roles.apply(container.name()),
        container.started(),
        container.stopped() || ended.test(container),
        container.restarts(),
        container.state(),
        container.before());
  }

  /**
   * The Events on the child's pods, oldest first: on pods that are known, and on pods of these
   * names that are not.
   */
  public List<PodEvent> podEvents(
      List<LeanEvent> events, Collection<LeanPod> pods, Collection<String> namesOfOthers) {
    Set<String> uids = new HashSet<>();
    pods.forEach(pod -> uids.add(pod.uid()));
    return events.stream()
        .filter(e -> e.involvedKind().equals("Pod"))
        .filter(e -> uids.contains(e.involvedUid()) || namesOfOthers.contains(e.involvedName()))
        .sorted(Comparator.comparing(LeanEvent::lastSeen))
        .map(this::podEvent)
        .toList();
  }

  private PodEvent podEvent(LeanEvent event) {
    Matcher path = CONTAINER.matcher(event.fieldPath());
    return new PodEvent(
        event.involvedUid(),
        event.involvedName(),
        path.matches() ? Optional.of(roles.apply(path.group(1))) : Optional.empty(),
        event.reason(),
        event.message(),
        event.count());
  }

  /** The Events on one object, oldest first. */
  public static List<Evidence.Event> eventsOn(String uid, List<LeanEvent> events) {
    return events.stream()
        .filter(e -> e.involvedUid().equals(uid))
        .sorted(Comparator.comparing(LeanEvent::lastSeen))
        .map(e -> new Evidence.Event(e.involvedUid(), e.reason(), e.message()))
        .toList();
  }
}
