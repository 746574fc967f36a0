package ai.kubernaut.we.testkit.model;

import ai.kubernaut.we.core.child.Child;
import ai.kubernaut.we.core.child.Child.Removal;
import ai.kubernaut.we.core.child.ChildState;

/** Everything that a child can become. */
enum ChildChange {
  STARTED,
  STOPPING,
  SUSPENDED,
  SUCCEEDED,
  FAILED,
  TIMED_OUT,
  CANCELLED,
  DELETED,
  DELETED_CARELESSLY,
  RELEASABLE;

  Shared<Child> of(Shared<Child> child, Pool<Child> children) {
    return child.changed(this, children, this::of);
  }

  private Child of(Child c) {
    return switch (this) {
      case STARTED -> Children.in(c, ChildState.STARTED);
      case STOPPING -> Children.stopping(c);
      case SUSPENDED -> Children.in(c, ChildState.SUSPENDED);
      case SUCCEEDED -> Children.ended(c, ChildState.SUCCEEDED, "Completed");
      case FAILED -> Children.ended(c, ChildState.FAILED, "Failed");
      case TIMED_OUT -> Children.ended(c, ChildState.FAILED, "DeadlineExceeded");
      case CANCELLED -> Children.ended(c, ChildState.FAILED, "Cancelled");
      case DELETED -> Children.deletedInForeground(c);
      case DELETED_CARELESSLY -> Children.removing(c, Removal.CARELESS);
      case RELEASABLE -> Children.removing(c, Removal.RELEASABLE);
    };
  }
}
