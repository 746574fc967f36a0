package ai.kubernaut.we.core.settle;

import ai.kubernaut.we.api.EventReason;

/** A Kubernetes Event to write on the execution. */
public record Note(EventReason reason, String message) {}
