package ai.kubernaut.we.core.failure;

import static ai.kubernaut.we.api.FailureReason.CONFIGURATION_ERROR;
import static ai.kubernaut.we.api.FailureReason.FORBIDDEN;
import static ai.kubernaut.we.api.FailureReason.IMAGE_PULL_BACK_OFF;
import static ai.kubernaut.we.api.FailureReason.OOM_KILLED;
import static ai.kubernaut.we.api.FailureReason.RESOURCE_EXHAUSTED;
import static ai.kubernaut.we.api.FailureReason.TASK_FAILED;
import static ai.kubernaut.we.core.failure.Causes.DID_NOT_RUN;
import static ai.kubernaut.we.core.failure.Causes.RAN;
import static ai.kubernaut.we.core.failure.Causes.failed;
import static ai.kubernaut.we.core.failure.Causes.pending;
import static ai.kubernaut.we.core.failure.Causes.row;
import static ai.kubernaut.we.core.failure.Facts.BACKOFF;
import static ai.kubernaut.we.core.failure.Facts.DEADLINE;
import static ai.kubernaut.we.core.failure.Facts.none;

import ai.kubernaut.we.api.FailureReason;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a failure is called whose end was seen, or that was kept from starting. */
class FailureAnalysisTest {

  @ParameterizedTest(name = "{0}")
  @MethodSource({"ends", "obstacles", "creation"})
  void namesTheRealCause(
      String what, Facts facts, FailureReason reason, boolean mayHaveRun, String says) {
    Causes.assertNamed(facts, reason, mayHaveRun, says);
  }

  static Stream<Arguments> ends() {
    return Stream.of(
        row(
            "a container exits with a code",
            none().verdict(BACKOFF).pod(failed().exited(3)),
            TASK_FAILED,
            RAN,
            "exit code 3"),
        row(
            "a shell does not find its command",
            none().verdict(BACKOFF).pod(failed().exited(127)),
            TASK_FAILED,
            RAN,
            "command was not found"),
        row(
            "a container crashes with a memory access error",
            none().verdict(BACKOFF).pod(failed().exited(139)),
            TASK_FAILED,
            RAN,
            "SIGSEGV"),
        row(
            "the kernel kills a container at its limit",
            none().verdict(BACKOFF).pod(failed().exited("OOMKilled", 137)),
            OOM_KILLED,
            RAN,
            "more memory than its limit"),
        row(
            "the container outlives the child that the kernel killed",
            none().verdict(BACKOFF).pod(failed().exited("OOMKilled", 1)),
            OOM_KILLED,
            RAN,
            "memory"),
        row(
            "somebody kills a container, and not for memory",
            none().verdict(BACKOFF).pod(failed().exited(137)),
            TASK_FAILED,
            RAN,
            "and not at its own memory limit"),
        row(
            "a room-service pod is not out of memory for its name",
            none()
                .verdict(BACKOFF, "Pod room-service exited")
                .pod(failed().says("", "room-service oomph").exited(1)),
            TASK_FAILED,
            RAN,
            "exit code 1"),
        row(
            "a kubelet evicts for memory",
            none().verdict(BACKOFF).pod(failed().says("Evicted", "low on memory").exited(137)),
            RESOURCE_EXHAUSTED,
            RAN,
            "low on memory"),
        row(
            "a pod of higher priority takes the place",
            none().verdict(BACKOFF).pod(failed().disrupted("PreemptionByScheduler").stopped(143)),
            RESOURCE_EXHAUSTED,
            RAN,
            "higher priority"),
        row(
            "a node is drained",
            none().verdict(BACKOFF).pod(failed().disrupted("EvictionByEvictionAPI").stopped(143)),
            TASK_FAILED,
            RAN,
            "drain"),
        row(
            "a node is tainted",
            none().verdict(BACKOFF).pod(failed().disrupted("DeletionByTaintManager").stopped(143)),
            TASK_FAILED,
            RAN,
            "tainted"),
        row(
            "a node is gone",
            none()
                .verdict(BACKOFF)
                .pod(failed().disrupted("DeletionByPodGC").running().unwatched()),
            TASK_FAILED,
            RAN,
            "node was gone"),
        row(
            "a node shuts down",
            none()
                .verdict(BACKOFF)
                .pod(failed().says("Terminated", "imminent node shutdown").exited(143)),
            TASK_FAILED,
            RAN,
            "node shutdown"),
        row(
            "a kind of disruption that is not known yet",
            none().verdict(BACKOFF).pod(failed().disrupted("DeletionByAlien").stopped(143)),
            TASK_FAILED,
            RAN,
            "DeletionByAlien"),
        row(
            "somebody deletes the pod",
            none().verdict(BACKOFF).pod(failed().stopped(143)),
            TASK_FAILED,
            RAN,
            "deleted from outside"),
        row(
            "one of several pods fails and takes the others with it",
            none()
                .verdict(BACKOFF)
                .pod(failed().stopped(143))
                .pod(failed().exited(7))
                .pod(failed().stopped(143)),
            TASK_FAILED,
            RAN,
            "exit code 7"),
        row(
            "the child names the pod that decided",
            none()
                .verdict("PodFailurePolicy", "Container x for pod ns/pod-1 failed")
                .pod(failed().exited(42))
                .pod(failed().exited(1)),
            TASK_FAILED,
            RAN,
            "exit code 42"),
        row(
            "only the child still knows the exit code",
            none()
                .verdict(
                    "PodFailurePolicy",
                    "Container workflow for pod ns/x failed with exit code 9 matching FailJob rule"
                        + " at index 1"),
            TASK_FAILED,
            RAN,
            "exit code 9"),
        row(
            "only an Event tells that it was restarted",
            none()
                .verdict(BACKOFF)
                .podEvent("Started", "Container started")
                .podEvent("BackOff", "Back-off restarting failed container main in pod x"),
            TASK_FAILED,
            RAN,
            "restarted"));
  }

  static Stream<Arguments> obstacles() {
    return Stream.of(
        row(
            "a kubelet has no room",
            none().verdict(BACKOFF).pod(failed().says("OutOfcpu", "Node didn't have enough cpu")),
            RESOURCE_EXHAUSTED,
            DID_NOT_RUN,
            "OutOfcpu"),
        row(
            "a kubelet finds that the pod does not fit its node",
            none().verdict(BACKOFF).pod(failed().says("NodeAffinity", "Pod was rejected")),
            CONFIGURATION_ERROR,
            DID_NOT_RUN,
            "refused by node node-1"),
        row(
            "the image has no such command",
            none().verdict(BACKOFF).pod(failed().exited("StartError", 128)),
            CONFIGURATION_ERROR,
            DID_NOT_RUN,
            "StartError"),
        row(
            "somebody deletes a pod whose image could not be pulled",
            none().verdict(BACKOFF).pod(pending().waiting("ErrImagePull").deleted()),
            IMAGE_PULL_BACK_OFF,
            DID_NOT_RUN,
            "could not be pulled"));
  }

  static Stream<Arguments> creation() {
    return Stream.of(
        refused("exceeded quota: q, requested: pods=1", RESOURCE_EXHAUSTED, "used up"),
        refused("failed quota: q: must specify requests.cpu", CONFIGURATION_ERROR, "demands"),
        refused(
            "pods \"x\" is forbidden: violates PodSecurity \"restricted:latest\"",
            FORBIDDEN,
            "Pod Security"),
        refused(
            "pods \"x\" is forbidden: error looking up service account ns/s: serviceaccount \"s\""
                + " not found",
            CONFIGURATION_ERROR,
            "service account"),
        refused(
            "pods \"x\" is forbidden: no PriorityClass with name high was found",
            CONFIGURATION_ERROR,
            "priority class"),
        refused(
            "pods \"x\" is forbidden: maximum cpu usage per Container is 1, but limit is 2",
            CONFIGURATION_ERROR,
            "LimitRange"),
        refused(
            "pods \"x\" is forbidden: User \"system:serviceaccount:kube-system:job-controller\""
                + " cannot create resource \"pods\"",
            FORBIDDEN,
            "forbidden"),
        refused("failed calling webhook \"w\": refused", RESOURCE_EXHAUSTED, "webhook"),
        refused("etcdserver: request timed out", RESOURCE_EXHAUSTED, "API server"),
        refused("admission webhook \"w\" denied the request: no", FORBIDDEN, "denied"),
        refused("Pod \"x\" is invalid: spec", CONFIGURATION_ERROR, "refused it"));
  }

  private static Arguments refused(String words, FailureReason reason, String says) {
    return row(
        "no pod can be made: " + words,
        none().verdict(DEADLINE).podsMade(0).event("FailedCreate", "Error creating: " + words),
        reason,
        DID_NOT_RUN,
        says);
  }
}
