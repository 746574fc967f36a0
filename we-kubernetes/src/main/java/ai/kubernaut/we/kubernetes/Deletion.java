package ai.kubernaut.we.kubernetes;

import com.google.gson.JsonObject;
import java.util.Optional;

/**
 * How to delete, and only what. Deleting without saying which uid is not offered: a name may have
 * been taken by another object in the meantime.
 *
 * @param uid the object must have this uid
 * @param resourceVersion the object must have this version, if given
 * @param propagation what becomes of its dependents
 */
public record Deletion(String uid, Optional<String> resourceVersion, Propagation propagation) {

  /** What becomes of the dependents of a deleted object. */
  public enum Propagation {
    FOREGROUND("Foreground"),
    BACKGROUND("Background"),
    ORPHAN("Orphan");

    private final String wireName;

    Propagation(String wireName) {
      this.wireName = wireName;
    }
  }

  public Deletion {
    if (uid.isEmpty()) {
      throw new IllegalArgumentException("a deletion needs the uid of what it deletes");
    }
  }

  /** The object stays until its dependents are gone. */
  public static Deletion foreground(String uid) {
    return new Deletion(uid, Optional.empty(), Propagation.FOREGROUND);
  }

  /** The object goes at once, its dependents later. */
  public static Deletion background(String uid) {
    return new Deletion(uid, Optional.empty(), Propagation.BACKGROUND);
  }

  public Deletion ifVersion(String version) {
    return new Deletion(uid, Optional.of(version), propagation);
  }

  JsonObject toJson() {
    JsonObject preconditions = new JsonObject();
    preconditions.addProperty("uid", uid);
    resourceVersion.ifPresent(version -> preconditions.addProperty("resourceVersion", version));
    JsonObject options = new JsonObject();
    options.addProperty("apiVersion", "v1");
    options.addProperty("kind", "DeleteOptions");
    options.addProperty("propagationPolicy", propagation.wireName);
    options.add("preconditions", preconditions);
    return options;
  }
}
