package ai.kubernaut.we.testkit.embedded.api;

import ai.kubernaut.we.testkit.embedded.json.Json;
import ai.kubernaut.we.testkit.embedded.resource.CustomTypes;
import ai.kubernaut.we.testkit.embedded.resource.ResourceTypes;
import ai.kubernaut.we.testkit.embedded.store.Store;
import ai.kubernaut.we.testkit.embedded.store.StoredObject;
import com.google.gson.JsonObject;
import java.util.List;

/** Keeps the served types in step with the stored custom resource definitions. */
final class CustomDefinitions {
  static final String COLLECTION = "apiextensions.k8s.io/customresourcedefinitions";

  private final Store store;
  private final ResourceTypes types;

  CustomDefinitions(Store store, ResourceTypes types) {
    this.store = store;
    this.types = types;
  }

  /** Called after every write to a definition. */
  void changed(Place place, JsonObject written) {
    if (!place.type().collection().equals(COLLECTION)) {
      return;
    }
    boolean there = store.get(place.key()).isPresent();
    if (there) {
      types.serve(CustomTypes.collection(written), CustomTypes.of(written));
    }
  }

  /** Called before a definition goes: its objects go with it. */
  void leaving(JsonObject definition) {
    String collection = CustomTypes.collection(definition);
    types.serve(collection, List.of());
    for (StoredObject object : store.list(collection, "").objects()) {
      JsonObject last = object.tree();
      Json.child(last, "metadata").remove("finalizers");
      store.delete(object, last);
    }
  }
}
