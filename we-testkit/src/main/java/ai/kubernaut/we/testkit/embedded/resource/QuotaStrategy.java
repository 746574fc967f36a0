package ai.kubernaut.we.testkit.embedded.resource;

import com.google.gson.JsonObject;

/**
 * Resource quotas: stored; those on the number of objects are enforced where objects are created.
 */
final class QuotaStrategy implements Strategy {
  @Override
  public void applyDefaults(JsonObject quota) {
    PodTemplates.preset(quota, "status", new JsonObject());
  }

  @Override
  public boolean hasGeneration() {
    return false;
  }
}
