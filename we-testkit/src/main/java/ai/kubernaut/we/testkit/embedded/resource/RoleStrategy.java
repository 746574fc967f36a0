package ai.kubernaut.we.testkit.embedded.resource;

import ai.kubernaut.we.testkit.embedded.json.Json;
import ai.kubernaut.we.testkit.embedded.status.FieldError;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** Roles and ClusterRoles: rules that say something. */
final class RoleStrategy implements Strategy {
  private final boolean namespaced;

  RoleStrategy(boolean namespaced) {
    this.namespaced = namespaced;
  }

  @Override
  public List<FieldError> validate(JsonObject role) {
    List<FieldError> errors = new ArrayList<>();
    List<JsonObject> rules = Json.objects(role, "rules");
    for (int i = 0; i < rules.size(); i++) {
      rule(rules.get(i), "rules[" + i + "]", errors);
    }
    return errors;
  }

  private void rule(JsonObject rule, String path, List<FieldError> errors) {
    require(rule, "verbs", path, "verbs must contain at least one value", errors);
    if (Json.items(rule, "nonResourceURLs").isEmpty()) {
      require(rule, "apiGroups", path, "resource rules must supply at least one api group", errors);
      require(rule, "resources", path, "resource rules must supply at least one resource", errors);
    } else if (namespaced) {
      errors.add(
          FieldError.invalid(
              path + ".nonResourceURLs",
              Json.element(Json.items(rule, "nonResourceURLs")),
              "namespaced rules cannot apply to non-resource URLs"));
    }
  }

  private static void require(
      JsonObject rule, String field, String path, String why, List<FieldError> errors) {
    if (Json.items(rule, field).isEmpty()) {
      errors.add(FieldError.required(path + "." + field, why));
    }
  }

  @Override
  public boolean allowsPathSegmentNames() {
    return true;
  }

  @Override
  public boolean createsOnUpdate() {
    return true;
  }

  @Override
  public boolean hasGeneration() {
    return false;
  }
}
