package ai.kubernaut.we.testkit.embedded.resource;

import ai.kubernaut.we.testkit.embedded.json.Json;
import ai.kubernaut.we.testkit.embedded.status.FieldError;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What every object's metadata must obey. */
public final class MetaRules {
  static final String LABEL_NAME =
      "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and"
          + " must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc',"
          + " regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')";
  private static final String SUBDOMAIN =
      "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or"
          + " '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex"
          + " used for validation is"
          + " '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";
  private static final String LABEL_VALUE =
      "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or"
          + " '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or"
          + " 'my_value',  or '12345', regex used for validation is"
          + " '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";
  private static final String QUALIFIED_NAME =
      "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end"
          + " with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex"
          + " used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";
  private static final Pattern SUBDOMAINS =
      Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");
  private static final Pattern VALUE =
      Pattern.compile("(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?");
  private static final Pattern KEY_NAME =
      Pattern.compile("([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]");
  private static final int ANNOTATIONS_LIMIT = 256 * 1024;

  private MetaRules() {}

  public static List<FieldError> validate(JsonObject object, Strategy strategy) {
    List<FieldError> errors = new ArrayList<>();
    validateName(Json.text(object, "metadata", "name"), strategy, errors);
    labels(Json.stringMap(object, "metadata", "labels"), "metadata.labels", errors);
    annotations(Json.stringMap(object, "metadata", "annotations"), errors);
    owners(Json.objects(object, "metadata", "ownerReferences"), errors);
    finalizers(Json.strings(object, "metadata", "finalizers"), errors);
    return errors;
  }

  private static void validateName(String name, Strategy strategy, List<FieldError> errors) {
    if (name.isEmpty()) {
      errors.add(FieldError.required("metadata.name", "name or generateName is required"));
    } else if (strategy.allowsPathSegmentNames()) {
      if (name.equals(".") || name.equals("..") || name.contains("/") || name.contains("%")) {
        errors.add(FieldError.invalid("metadata.name", name, "may not contain '/' or '%'"));
      }
    } else if (!SUBDOMAINS.matcher(name).matches()) {
      errors.add(FieldError.invalid("metadata.name", name, SUBDOMAIN));
    } else if (name.length() > 253) {
      errors.add(FieldError.invalid("metadata.name", name, "must be no more than 253 bytes"));
    }
  }

  /** Checks labels at a path. */
  static void labels(Map<String, String> labels, String path, List<FieldError> errors) {
    labels.forEach(
        (key, value) -> {
          key(key, path, errors);
          if (value.length() > 63) {
            errors.add(FieldError.invalid(path, value, "must be no more than 63 bytes"));
          } else if (!VALUE.matcher(value).matches()) {
            errors.add(FieldError.invalid(path, value, LABEL_VALUE));
          }
        });
  }

  private static void key(String key, String path, List<FieldError> errors) {
    int slash = key.lastIndexOf('/');
    String name = key.substring(slash + 1);
    boolean prefixFits =
        slash < 0 || (slash > 0 && SUBDOMAINS.matcher(key.substring(0, slash)).matches());
    if (!prefixFits || name.length() > 63 || !KEY_NAME.matcher(name).matches()) {
      errors.add(FieldError.invalid(path, key, QUALIFIED_NAME));
    }
  }

  private static void annotations(Map<String, String> annotations, List<FieldError> errors) {
    long size = 0;
    for (Map.Entry<String, String> entry : annotations.entrySet()) {
      key(entry.getKey().toLowerCase(java.util.Locale.ROOT), "metadata.annotations", errors);
      size += entry.getKey().length() + (long) entry.getValue().length();
    }
    if (size > ANNOTATIONS_LIMIT) {
      errors.add(FieldError.tooLong("metadata.annotations", ANNOTATIONS_LIMIT));
    }
  }

  private static void owners(List<JsonObject> owners, List<FieldError> errors) {
    for (int i = 0; i < owners.size(); i++) {
      for (String field : List.of("apiVersion", "kind", "name", "uid")) {
        if (Json.text(owners.get(i), field).isEmpty()) {
          String path = "metadata.ownerReferences[" + i + "]." + field;
          errors.add(FieldError.invalid(path, "", field + " must not be empty"));
        }
      }
    }
    if (owners.stream().filter(owner -> Json.isTrue(owner, "controller")).count() > 1) {
      errors.add(
          FieldError.invalid(
              "metadata.ownerReferences",
              Json.element(owners),
              "Only one reference can have Controller set to true."));
    }
  }

  private static void finalizers(List<String> finalizers, List<FieldError> errors) {
    for (String finalizer : finalizers) {
      int before = errors.size();
      key(finalizer, "metadata.finalizers", errors);
      if (errors.size() == before && !isQualified(finalizer)) {
        errors.add(
            FieldError.invalid(
                "metadata.finalizers",
                finalizer,
                "name is neither a standard finalizer name nor is it fully qualified"));
      }
    }
    if (finalizers.contains("orphan") && finalizers.contains("foregroundDeletion")) {
      errors.add(
          FieldError.invalid(
              "metadata.finalizers",
              Json.element(finalizers),
              "finalizer orphan and foregroundDeletion cannot be both set"));
    }
  }

  private static boolean isQualified(String finalizer) {
    return finalizer.contains("/")
        || List.of("orphan", "foregroundDeletion", "kubernetes").contains(finalizer);
  }
}
