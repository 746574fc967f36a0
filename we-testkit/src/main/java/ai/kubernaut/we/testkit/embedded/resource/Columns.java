package ai.kubernaut.we.testkit.embedded.resource;

import ai.kubernaut.we.testkit.embedded.json.Json;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.time.Instant;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/** The columns of the built-in kinds. */
final class Columns {
  static final Column NAME =
      new Column(
          "Name",
          "string",
          "name",
          "Name must be unique within a namespace.",
          0,
          (object, now) -> text(Json.text(object, "metadata", "name")));
  static final Column AGE = timed("Age", Columns::age);
  static final Column CREATED =
      new Column(
          "Created At",
          "date",
          "",
          "",
          0,
          (object, now) -> text(Json.text(object, "metadata", "creationTimestamp")));

  static final List<Column> PLAIN = List.of(NAME, AGE);
  static final List<Column> DATED = List.of(NAME, CREATED);
  static final List<Column> NAMESPACE =
      List.of(NAME, shown("Status", object -> Json.text(object, "status", "phase")), AGE);
  static final List<Column> CONFIG_MAP =
      List.of(
          NAME,
          counted("Data", object -> members(object, "data") + members(object, "binaryData")),
          AGE);
  static final List<Column> SECRET =
      List.of(
          NAME,
          shown("Type", object -> Json.text(object, "type")),
          counted("Data", object -> members(object, "data")),
          AGE);
  static final List<Column> SERVICE_ACCOUNT =
      List.of(NAME, counted("Secrets", object -> Json.items(object, "secrets").size()), AGE);
  static final List<Column> LEASE =
      List.of(NAME, shown("Holder", object -> Json.text(object, "spec", "holderIdentity")), AGE);
  static final List<Column> BINDING =
      List.of(
          NAME,
          shown(
              "Role",
              object ->
                  Json.text(object, "roleRef", "kind")
                      + "/"
                      + Json.text(object, "roleRef", "name")),
          AGE,
          wide("Users", object -> WorkloadCells.subjects(object, "User")),
          wide("Groups", object -> WorkloadCells.subjects(object, "Group")),
          wide("ServiceAccounts", object -> WorkloadCells.subjects(object, "ServiceAccount")));
  static final List<Column> SERVICE =
      List.of(
          NAME,
          shown("Type", object -> Json.text(object, "spec", "type")),
          shown("Cluster-IP", object -> orNone(Json.text(object, "spec", "clusterIP"))),
          shown("External-IP", object -> orNone(Json.text(object, "spec", "externalName"))),
          shown("Port(s)", WorkloadCells::ports),
          AGE,
          wide("Selector", object -> WorkloadCells.labels(object, "spec", "selector")));
  static final List<Column> CLAIM =
      List.of(
          NAME,
          shown("Status", object -> Json.text(object, "status", "phase")),
          shown("Volume", object -> Json.text(object, "spec", "volumeName")),
          shown("Capacity", object -> Json.text(object, "status", "capacity", "storage")),
          shown(
              "Access Modes",
              object -> String.join(",", Json.strings(object, "status", "accessModes"))),
          shown("StorageClass", object -> Json.text(object, "spec", "storageClassName")),
          AGE,
          wide("VolumeMode", object -> Json.text(object, "spec", "volumeMode")));
  static final List<Column> QUOTA =
      List.of(
          NAME,
          shown("Request", object -> WorkloadCells.amounts(object, false)),
          shown("Limit", object -> WorkloadCells.amounts(object, true)),
          AGE);
  static final List<Column> NETWORK_POLICY =
      List.of(
          NAME,
          shown(
              "Pod-Selector",
              object -> WorkloadCells.labels(object, "spec", "podSelector", "matchLabels")),
          AGE);
  static final List<Column> DISRUPTION_BUDGET =
      List.of(
          NAME,
          shown("Min Available", object -> orNotAvailable(object, "minAvailable")),
          shown("Max Unavailable", object -> orNotAvailable(object, "maxUnavailable")),
          new Column(
              "Allowed Disruptions",
              "integer",
              "",
              "",
              0,
              (o, now) -> new JsonPrimitive(Json.number(o, 0, "status", "disruptionsAllowed"))),
          AGE);
  static final List<Column> DEPLOYMENT =
      List.of(
          NAME,
          shown("Ready", WorkloadCells::ready),
          shown("Up-to-date", object -> WorkloadCells.count(object, "updatedReplicas")),
          shown("Available", object -> WorkloadCells.count(object, "availableReplicas")),
          AGE,
          wide("Containers", object -> JobCells.containers(object, "name")),
          wide("Images", object -> JobCells.containers(object, "image")),
          wide("Selector", JobCells::selector));
  static final List<Column> WEBHOOKS =
      List.of(NAME, counted("Webhooks", object -> Json.items(object, "webhooks").size()), AGE);
  static final List<Column> POD =
      List.of(
          NAME,
          shown("Ready", PodCells::ready),
          shown("Status", PodCells::status),
          shown("Restarts", PodCells::restarts),
          AGE,
          wide("IP", object -> orNone(Json.text(object, "status", "podIP"))),
          wide("Node", object -> orNone(Json.text(object, "spec", "nodeName"))),
          wide(
              "Nominated Node", object -> orNone(Json.text(object, "status", "nominatedNodeName"))),
          wide("Readiness Gates", object -> "<none>"));
  static final List<Column> JOB =
      List.of(
          NAME,
          shown("Status", JobCells::status),
          shown("Completions", JobCells::completions),
          timed("Duration", JobCells::duration),
          AGE,
          wide("Containers", object -> JobCells.containers(object, "name")),
          wide("Images", object -> JobCells.containers(object, "image")),
          wide("Selector", JobCells::selector));
  static final List<Column> EVENT =
      List.of(
          timed("Last Seen", EventCells::lastSeen),
          shown("Type", object -> Json.text(object, "type")),
          shown("Reason", object -> Json.text(object, "reason")),
          shown("Object", EventCells::subject),
          wide("Subobject", object -> Json.text(object, "involvedObject", "fieldPath")),
          wide("Source", EventCells::source),
          shown("Message", object -> Json.text(object, "message").strip()),
          new Column(
              "First Seen", "string", "", "", 1, (o, now) -> text(EventCells.firstSeen(o, now))),
          wide("Count", EventCells::count),
          new Column("Name", "string", "name", "", 1, NAME.cell()));

  private Columns() {}

  static String age(JsonObject object, Instant now) {
    return Ages.since(Json.text(object, "metadata", "creationTimestamp"), now);
  }

  private static int members(JsonObject object, String field) {
    JsonObject map = Json.object(object, field);
    return map == null ? 0 : map.size();
  }

  private static String orNotAvailable(JsonObject budget, String field) {
    String value = Json.text(budget, "spec", field);
    return value.isEmpty() ? "N/A" : value;
  }

  private static String orNone(String text) {
    return text.isEmpty() ? "<none>" : text;
  }

  private static JsonElement text(String text) {
    return new JsonPrimitive(text);
  }

  private static Column shown(String name, Function<JsonObject, String> cell) {
    return new Column(name, "string", "", "", 0, (object, now) -> text(cell.apply(object)));
  }

  private static Column wide(String name, Function<JsonObject, String> cell) {
    return new Column(name, "string", "", "", 1, (object, now) -> text(cell.apply(object)));
  }

  private static Column counted(String name, Function<JsonObject, Integer> cell) {
    return new Column(
        name, "string", "", "", 0, (object, now) -> new JsonPrimitive(cell.apply(object)));
  }

  private static Column timed(String name, BiFunction<JsonObject, Instant, String> cell) {
    return new Column(name, "string", "", "", 0, (object, now) -> text(cell.apply(object, now)));
  }
}
