package ai.kubernaut.we.testkit.embedded.managed;

import ai.kubernaut.we.testkit.embedded.json.Json;
import com.google.gson.JsonObject;

/**
 * The fields of one manager.
 *
 * @param owner who, how and where
 * @param time when the set last changed
 * @param fields what is owned
 */
record Entry(Owner owner, String time, FieldSet fields) {

  /**
   * Who owns fields.
   *
   * @param manager name of the manager
   * @param operation {@code Apply} or {@code Update}
   * @param apiVersion version in which the fields are written
   * @param subresource empty for the object itself
   */
  record Owner(String manager, String operation, String apiVersion, String subresource) {
    boolean isApply() {
      return operation.equals("Apply");
    }
  }

  static Entry parse(JsonObject json) {
    Owner owner =
        new Owner(
            Json.text(json, "manager"),
            Json.text(json, "operation"),
            Json.text(json, "apiVersion"),
            Json.text(json, "subresource"));
    return new Entry(owner, Json.text(json, "time"), FieldSet.parse(Json.child(json, "fieldsV1")));
  }

  JsonObject toJson() {
    return Json.of(
        "manager", owner.manager(),
        "operation", owner.operation(),
        "apiVersion", owner.apiVersion(),
        "time", time,
        "fieldsType", "FieldsV1",
        "fieldsV1", fields.toJson(),
        "subresource", owner.subresource().isEmpty() ? null : owner.subresource());
  }

  Entry with(FieldSet other) {
    return new Entry(owner, time, other);
  }
}
