package ai.kubernaut.we.testkit.embedded.resource;

import ai.kubernaut.we.testkit.embedded.schema.ModelSchemas;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The kinds that are served without any custom resource definition. */
public final class BuiltInTypes {
  private static final Set<String> NONE = Set.of();
  private static final Set<String> STATUS = Set.of("status");
  private static final String POLICY = "policy";
  private static final String WEBHOOKS = "admissionregistration.k8s.io";
  private static final String RBAC = "rbac.authorization.k8s.io";

  private final ModelSchemas models;
  private final List<ResourceType> types = new ArrayList<>();

  private BuiltInTypes(ModelSchemas models) {
    this.models = models;
  }

  public static List<ResourceType> all(ModelSchemas models) {
    BuiltInTypes types = new BuiltInTypes(models);
    types.core();
    types.events();
    types.workloads();
    types.policies();
    types.rbac();
    types.extensions();
    return List.copyOf(types.types);
  }

  private void core() {
    cluster("", Names.of("Namespace", "namespaces", "ns"), Set.of("status", "finalize"))
        .as(new NamespaceStrategy(), Columns.NAMESPACE);
    inNamespaces("", Names.of("Pod", "pods", "po").inCategory("all"), Set.of("status", "eviction"))
        .as(new PodStrategy(), Columns.POD);
    inNamespaces("", Names.of("ConfigMap", "configmaps", "cm"), NONE)
        .as(new DataStrategy(false), Columns.CONFIG_MAP);
    inNamespaces("", Names.of("Secret", "secrets"), NONE)
        .as(new DataStrategy(true), Columns.SECRET);
    inNamespaces("", Names.of("ServiceAccount", "serviceaccounts", "sa"), NONE)
        .as(new StoredStrategy(false), Columns.SERVICE_ACCOUNT);
    inNamespaces("", Names.of("Service", "services", "svc").inCategory("all"), STATUS)
        .as(new ServiceStrategy(), Columns.SERVICE);
    inNamespaces("", Names.of("PersistentVolumeClaim", "persistentvolumeclaims", "pvc"), STATUS)
        .as(new ClaimStrategy(), Columns.CLAIM);
    inNamespaces("", Names.of("ResourceQuota", "resourcequotas", "quota"), STATUS)
        .as(new QuotaStrategy(), Columns.QUOTA);
    inNamespaces("", Names.of("LimitRange", "limitranges", "limits"), NONE)
        .as(new StoredStrategy(false), Columns.DATED);
  }

  private void events() {
    inNamespaces("", Names.of("Event", "events", "ev"), NONE)
        .of("CoreV1Event", "/events")
        .as(new EventStrategy(true), Columns.EVENT);
    inNamespaces("events.k8s.io", Names.of("Event", "events", "ev"), NONE)
        .of("EventsV1Event", "/events")
        .as(new EventStrategy(false), Columns.EVENT);
  }

  private void workloads() {
    inNamespaces("apps", Names.of("Deployment", "deployments", "deploy").inCategory("all"), STATUS)
        .as(new DeploymentStrategy(), Columns.DEPLOYMENT);
    inNamespaces("batch", Names.of("Job", "jobs").inCategory("all"), STATUS)
        .as(new JobStrategy(), Columns.JOB);
    inNamespaces("coordination.k8s.io", Names.of("Lease", "leases"), NONE)
        .as(new LeaseStrategy(), Columns.LEASE);
  }

  private void policies() {
    inNamespaces(POLICY, Names.of("PodDisruptionBudget", "poddisruptionbudgets", "pdb"), STATUS)
        .as(new StoredStrategy(true), Columns.DISRUPTION_BUDGET);
    inNamespaces("networking.k8s.io", Names.of("NetworkPolicy", "networkpolicies", "netpol"), NONE)
        .as(new NetworkPolicyStrategy(), Columns.NETWORK_POLICY);
  }

  private void rbac() {
    inNamespaces(RBAC, Names.of("Role", "roles"), NONE).as(new RoleStrategy(true), Columns.DATED);
    inNamespaces(RBAC, Names.of("RoleBinding", "rolebindings"), NONE)
        .as(new BindingStrategy(true), Columns.BINDING);
    cluster(RBAC, Names.of("ClusterRole", "clusterroles"), NONE)
        .as(new RoleStrategy(false), Columns.DATED);
    cluster(RBAC, Names.of("ClusterRoleBinding", "clusterrolebindings"), NONE)
        .as(new BindingStrategy(false), Columns.BINDING);
  }

  private void extensions() {
    cluster(
            "apiextensions.k8s.io",
            Names.of("CustomResourceDefinition", "customresourcedefinitions", "crd", "crds"),
            STATUS)
        .as(new DefinitionStrategy(), Columns.DATED);
    for (String kind : List.of("ValidatingWebhookConfiguration", "MutatingWebhookConfiguration")) {
      cluster(WEBHOOKS, Names.of(kind, kind.toLowerCase(java.util.Locale.ROOT) + "s"), NONE)
          .as(new WebhookStrategy(), Columns.WEBHOOKS);
    }
  }

  private Entry inNamespaces(String group, Names names, Set<String> subresources) {
    return new Entry(group, names, true, subresources);
  }

  private Entry cluster(String group, Names names, Set<String> subresources) {
    return new Entry(group, names, false, subresources);
  }

  /** A type on its way into the list. */
  private final class Entry {
    private final String group;
    private final Names names;
    private final boolean namespaced;
    private final Set<String> subresources;
    private String model;
    private String collection;

    Entry(String group, Names names, boolean namespaced, Set<String> subresources) {
      this.group = group;
      this.names = names;
      this.namespaced = namespaced;
      this.subresources = subresources;
      model = "V1" + names.kind();
      collection = group + "/" + names.plural();
    }

    /** Another model class and place than the names suggest. */
    Entry of(String otherModel, String otherCollection) {
      model = otherModel;
      collection = otherCollection;
      return this;
    }

    void as(Strategy strategy, List<Column> columns) {
      types.add(
          new ResourceType(
              group,
              "v1",
              names,
              namespaced,
              subresources,
              collection,
              models.named(model),
              strategy,
              columns,
              false));
    }
  }
}
