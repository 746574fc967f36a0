package ai.kubernaut.we.testkit.embedded.resource;

import ai.kubernaut.we.testkit.embedded.resource.StorageOnly.Quirk;
import ai.kubernaut.we.testkit.embedded.schema.ModelSchemas;
import java.util.List;
import java.util.Set;

/** The kinds that are served without any custom resource definition. */
public final class BuiltInTypes {
  private static final Set<String> STATUS = Set.of("status");
  private static final Strategy STORED = new StorageOnly();
  private static final Strategy RBAC =
      new StorageOnly(Quirk.PATH_SEGMENT_NAMES, Quirk.CREATES_ON_UPDATE);

  private final ModelSchemas models;

  private BuiltInTypes(ModelSchemas models) {
    this.models = models;
  }

  public static List<ResourceType> all(ModelSchemas models) {
    BuiltInTypes types = new BuiltInTypes(models);
    return List.of(
        types.core(
            "Namespace",
            "namespaces",
            false,
            Set.of("status", "finalize"),
            new NamespaceStrategy(),
            Columns.NAMESPACE,
            "ns"),
        types.inAll(
            types.core(
                "Pod",
                "pods",
                true,
                Set.of("status", "eviction"),
                new PodStrategy(),
                Columns.POD,
                "po")),
        types.core(
            "ConfigMap",
            "configmaps",
            true,
            Set.of(),
            new DataStrategy(false),
            Columns.CONFIG_MAP,
            "cm"),
        types.core("Secret", "secrets", true, Set.of(), new DataStrategy(true), Columns.SECRET),
        types.core(
            "ServiceAccount",
            "serviceaccounts",
            true,
            Set.of(),
            STORED,
            Columns.SERVICE_ACCOUNT,
            "sa"),
        types.type(
            "",
            "v1",
            Names.of("Event", "events", "ev"),
            "CoreV1Event",
            true,
            Set.of(),
            new EventStrategy(true),
            Columns.EVENT),
        types.type(
            "events.k8s.io",
            "v1",
            Names.of("Event", "events", "ev"),
            "EventsV1Event",
            true,
            Set.of(),
            new EventStrategy(false),
            Columns.EVENT),
        types.inAll(
            types.type(
                "batch",
                "v1",
                Names.of("Job", "jobs"),
                "V1Job",
                true,
                STATUS,
                new JobStrategy(),
                Columns.JOB)),
        types.type(
            "coordination.k8s.io",
            "v1",
            Names.of("Lease", "leases"),
            "V1Lease",
            true,
            Set.of(),
            new LeaseStrategy(),
            Columns.LEASE),
        types.type(
            "apiextensions.k8s.io",
            "v1",
            Names.of("CustomResourceDefinition", "customresourcedefinitions", "crd", "crds"),
            "V1CustomResourceDefinition",
            false,
            STATUS,
            new DefinitionStrategy(),
            Columns.DATED),
        types.rbac("Role", "roles", true, Columns.DATED),
        types.rbac("RoleBinding", "rolebindings", true, Columns.BINDING),
        types.rbac("ClusterRole", "clusterroles", false, Columns.DATED),
        types.rbac("ClusterRoleBinding", "clusterrolebindings", false, Columns.BINDING));
  }

  private ResourceType core(
      String kind,
      String plural,
      boolean namespaced,
      Set<String> subresources,
      Strategy strategy,
      List<Column> columns,
      String... shortNames) {
    return type(
        "",
        "v1",
        Names.of(kind, plural, shortNames),
        "V1" + kind,
        namespaced,
        subresources,
        strategy,
        columns);
  }

  private ResourceType rbac(String kind, String plural, boolean namespaced, List<Column> columns) {
    return type(
        "rbac.authorization.k8s.io",
        "v1",
        Names.of(kind, plural),
        "V1" + kind,
        namespaced,
        Set.of(),
        RBAC,
        columns);
  }

  private ResourceType type(
      String group,
      String version,
      Names names,
      String model,
      boolean namespaced,
      Set<String> subresources,
      Strategy strategy,
      List<Column> columns) {
    String collection = names.plural().equals("events") ? "/events" : group + "/" + names.plural();
    return new ResourceType(
        group,
        version,
        names,
        namespaced,
        subresources,
        collection,
        models.named(model),
        strategy,
        columns,
        false);
  }

  private ResourceType inAll(ResourceType type) {
    return new ResourceType(
        type.group(),
        type.version(),
        type.names().inCategory("all"),
        type.namespaced(),
        type.subresources(),
        type.collection(),
        type.schema(),
        type.strategy(),
        type.columns(),
        false);
  }
}
