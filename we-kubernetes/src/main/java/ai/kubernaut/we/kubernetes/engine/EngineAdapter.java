package ai.kubernaut.we.kubernetes.engine;

import ai.kubernaut.we.core.child.Child;
import ai.kubernaut.we.core.child.ChildSpec;
import ai.kubernaut.we.kubernetes.Decoder;
import ai.kubernaut.we.kubernetes.ResourceType;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Optional;

/**
 * Translates between children and one engine's objects. It only translates: it calls nothing and
 * decides nothing.
 *
 * @param <C> the lean model of the engine's object
 */
public interface EngineAdapter<C extends EngineChild> extends Decoder<C> {

  /** The name by which specs choose the engine. */
  String engine();

  /** The type of the engine's objects. */
  ResourceType type();

  /** Reads an object of {@link #type()}, whoever created it. */
  @Override
  C decode(JsonObject object);

  /** The object to create: complete, with our finalizer, and held, so that nothing starts yet. */
  JsonObject manifest(ChildSpec spec);

  /** The merge patch that starts a held child; it fails on any other version than this one. */
  JsonObject start(Child child);

  /**
   * The merge patch that ends a child and lets it stay; it fails on any other version than this
   * one. Empty for an engine whose children are ended by deleting them.
   */
  Optional<JsonObject> stop(Child child);

  /** The objects besides pods that have to be watched for it; empty for an engine without any. */
  default Optional<PartType> parts() {
    return Optional.empty();
  }

  /** The objects besides those that it names as made for it; most children have none. */
  default List<NamedPart> unwatched(C child) {
    return List.of();
  }

  /** What the child and all that surrounds it say. */
  Child observe(C child, Surroundings around);
}
