package ai.kubernaut.we.testkit.embedded.resource;

import java.util.Locale;

/** Types without a spec of their own: stored and given back. */
final class StorageOnly implements Strategy {
  private final boolean pathSegmentNames;
  private final boolean unconditionalUpdate;
  private final boolean createsOnUpdate;

  StorageOnly(Quirk... quirks) {
    java.util.Set<Quirk> set = java.util.Set.of(quirks);
    pathSegmentNames = set.contains(Quirk.PATH_SEGMENT_NAMES);
    unconditionalUpdate = !set.contains(Quirk.NO_UNCONDITIONAL_UPDATE);
    createsOnUpdate = set.contains(Quirk.CREATES_ON_UPDATE);
  }

  @Override
  public boolean allowsPathSegmentNames() {
    return pathSegmentNames;
  }

  @Override
  public boolean allowsUnconditionalUpdate() {
    return unconditionalUpdate;
  }

  @Override
  public boolean createsOnUpdate() {
    return createsOnUpdate;
  }

  @Override
  public boolean hasGeneration() {
    return false;
  }

  /** Where such a type differs from the rest. */
  enum Quirk {
    PATH_SEGMENT_NAMES,
    NO_UNCONDITIONAL_UPDATE,
    CREATES_ON_UPDATE;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
