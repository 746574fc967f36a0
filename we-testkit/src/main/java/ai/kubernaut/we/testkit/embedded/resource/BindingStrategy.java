package ai.kubernaut.we.testkit.embedded.resource;

import ai.kubernaut.we.testkit.embedded.json.Json;
import ai.kubernaut.we.testkit.embedded.status.FieldError;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** RoleBindings and ClusterRoleBindings: a role that stays, and subjects that mean somebody. */
final class BindingStrategy implements Strategy {
  private static final String GROUP = "rbac.authorization.k8s.io";
  private static final List<String> SUBJECTS = List.of("ServiceAccount", "User", "Group");

  private final List<String> roles;

  BindingStrategy(boolean namespaced) {
    roles = namespaced ? List.of("Role", "ClusterRole") : List.of("ClusterRole");
  }

  @Override
  public void applyDefaults(JsonObject binding) {
    JsonObject role = Json.object(binding, "roleRef");
    if (role != null) {
      PodTemplates.preset(role, "apiGroup", GROUP);
    }
    for (JsonObject subject : Json.objects(binding, "subjects")) {
      if (List.of("User", "Group").contains(Json.text(subject, "kind"))) {
        PodTemplates.preset(subject, "apiGroup", GROUP);
      }
    }
  }

  @Override
  public List<FieldError> validate(JsonObject binding) {
    List<FieldError> errors = new ArrayList<>();
    String kind = Json.text(binding, "roleRef", "kind");
    if (!roles.contains(kind)) {
      errors.add(FieldError.notSupported("roleRef.kind", Json.element(kind), roles));
    }
    if (Json.text(binding, "roleRef", "name").isEmpty()) {
      errors.add(FieldError.required("roleRef.name", ""));
    }
    List<JsonObject> subjects = Json.objects(binding, "subjects");
    for (int i = 0; i < subjects.size(); i++) {
      subject(subjects.get(i), "subjects[" + i + "]", errors);
    }
    return errors;
  }

  private static void subject(JsonObject subject, String path, List<FieldError> errors) {
    String kind = Json.text(subject, "kind");
    if (Json.text(subject, "name").isEmpty()) {
      errors.add(FieldError.required(path + ".name", ""));
    }
    if (!SUBJECTS.contains(kind)) {
      errors.add(FieldError.notSupported(path + ".kind", Json.element(kind), SUBJECTS));
    }
    if (kind.equals("ServiceAccount") && Json.text(subject, "namespace").isEmpty()) {
      errors.add(FieldError.required(path + ".namespace", ""));
    }
  }

  @Override
  public List<FieldError> validateUpdate(JsonObject binding, JsonObject old) {
    return Objects.equals(binding.get("roleRef"), old.get("roleRef"))
        ? List.of()
        : List.of(
            FieldError.invalid("roleRef", Json.child(binding, "roleRef"), "cannot change roleRef"));
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
