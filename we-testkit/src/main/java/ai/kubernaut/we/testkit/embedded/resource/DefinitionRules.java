package ai.kubernaut.we.testkit.embedded.resource;

import ai.kubernaut.we.testkit.embedded.json.Json;
import ai.kubernaut.we.testkit.embedded.status.FieldError;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Which custom resource definitions are accepted. */
final class DefinitionRules {
  private static final String VERSIONS = "spec.versions";

  private final JsonObject definition;
  private final List<FieldError> errors = new ArrayList<>();

  private DefinitionRules(JsonObject definition) {
    this.definition = definition;
  }

  static List<FieldError> check(JsonObject definition) {
    DefinitionRules rules = new DefinitionRules(definition);
    rules.checkGroup();
    rules.checkNames();
    rules.checkScope();
    rules.checkVersions();
    rules.checkStoredVersions();
    return rules.errors;
  }

  private String text(String... path) {
    return Json.text(definition, path);
  }

  private void checkGroup() {
    String group = text("spec", "group");
    String name = text("metadata", "name");
    if (!name.equals(text("spec", "names", "plural") + "." + group)) {
      errors.add(
          FieldError.invalid("metadata.name", name, "must be spec.names.plural+\".\"+spec.group"));
    }
    if (group.isEmpty()) {
      errors.add(FieldError.required("spec.group", ""));
    } else if (!group.contains(".")) {
      errors.add(
          FieldError.invalid("spec.group", group, "should be a domain with at least one dot"));
    } else {
      DnsNames.subdomainComplaint(group)
          .ifPresent(why -> errors.add(FieldError.invalid("spec.group", group, why)));
    }
  }

  private void checkNames() {
    for (String field : List.of("plural", "singular", "kind", "listKind")) {
      checkName("spec.names." + field, text("spec", "names", field));
    }
    List<String> shortNames = Json.strings(definition, "spec", "names", "shortNames");
    for (int i = 0; i < shortNames.size(); i++) {
      checkName("spec.names.shortNames[" + i + "]", shortNames.get(i));
    }
    String listKind = text("spec", "names", "listKind");
    if (!listKind.isEmpty() && listKind.equals(text("spec", "names", "kind"))) {
      errors.add(
          FieldError.invalid(
              "spec.names.listKind", listKind, "kind and listKind may not be the same"));
    }
  }

  private void checkName(String field, String name) {
    boolean kind = field.toLowerCase(Locale.ROOT).endsWith("kind");
    if (name.isEmpty()) {
      errors.add(FieldError.required(field, ""));
    } else {
      DnsNames.label1035Complaint(kind ? name.toLowerCase(Locale.ROOT) : name)
          .ifPresent(why -> errors.add(FieldError.invalid(field, name, why)));
    }
  }

  private void checkScope() {
    String scope = text("spec", "scope");
    List<String> scopes = List.of("Cluster", "Namespaced");
    if (scope.isEmpty()) {
      errors.add(FieldError.required("spec.scope", ""));
    } else if (!scopes.contains(scope)) {
      errors.add(FieldError.notSupported("spec.scope", Json.element(scope), scopes));
    }
    if (Json.isTrue(definition, "spec", "preserveUnknownFields")) {
      errors.add(
          FieldError.invalid(
              "spec.preserveUnknownFields",
              Json.element(true),
              "cannot set to true, set x-preserve-unknown-fields to true in"
                  + " spec.versions[*].schema instead"));
    }
    String strategy = text("spec", "conversion", "strategy");
    List<String> strategies = List.of("None", "Webhook");
    if (!strategy.isEmpty() && !strategies.contains(strategy)) {
      errors.add(
          FieldError.notSupported("spec.conversion.strategy", Json.element(strategy), strategies));
    }
  }

  private void checkVersions() {
    List<JsonObject> versions = Json.objects(definition, "spec", "versions");
    JsonElement shown = Json.element(versions);
    if (versions.stream().filter(version -> Json.isTrue(version, "storage")).count() != 1) {
      errors.add(
          FieldError.invalid(
              VERSIONS, shown, "must have exactly one version marked as storage version"));
    }
    Set<String> names = new HashSet<>();
    for (int i = 0; i < versions.size(); i++) {
      String name = Json.text(versions.get(i), "name");
      String field = VERSIONS + "[" + i + "].name";
      DnsNames.label1035Complaint(name)
          .ifPresent(why -> errors.add(FieldError.invalid(field, name, why)));
      if (!names.add(name)) {
        errors.add(FieldError.invalid(VERSIONS, shown, "must contain unique version names"));
      }
      checkVersion(versions.get(i), i, versions.size() == 1);
    }
  }

  private void checkVersion(JsonObject version, int index, boolean only) {
    String here = VERSIONS + "[" + index + "]";
    JsonObject schema = Json.object(version, "schema", "openAPIV3Schema");
    if (schema == null) {
      errors.add(FieldError.required(here + ".schema.openAPIV3Schema", "schemas are required"));
      return;
    }
    // What all versions share is kept, and so reported, outside of them.
    String at = only ? "spec.validation" : here + ".schema";
    errors.addAll(SchemaRules.check(schema, at + ".openAPIV3Schema"));
    errors.addAll(VersionRules.check(version, schema, only ? "spec" : here));
  }

  private void checkStoredVersions() {
    List<String> stored = Json.strings(definition, "status", "storedVersions");
    List<String> names =
        Json.objects(definition, "spec", "versions").stream()
            .map(version -> Json.text(version, "name"))
            .toList();
    if (stored.isEmpty()) {
      errors.add(
          FieldError.invalid(
              "status.storedVersions",
              Json.element(stored),
              "must have at least one stored version"));
    }
    for (int i = 0; i < stored.size(); i++) {
      if (!names.contains(stored.get(i))) {
        errors.add(
            FieldError.invalid(
                "status.storedVersions[" + i + "]", stored.get(i), "must appear in spec.versions"));
      }
    }
  }
}
