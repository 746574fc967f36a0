package ai.kubernaut.we.bundle;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Brings bundles into registries. Whatever breaks off can be repeated. */
public final class Publication {

  private final RegistryAccess access;

  public Publication(RegistryAccess access) {
    this.access = access;
  }

  /**
   * Uploads what the registry lacks, and lets the name stand for the bundle.
   *
   * @throws IOException if the registry cannot be reached or refuses; the message says why
   */
  public Published push(Bundle bundle, ImageName name) throws IOException {
    return push(bundle, Registry.of(name, access));
  }

  /**
   * Pushes a bundle unless the name stands for the same objects already, however compressed.
   *
   * @throws IOException if the registry cannot be reached or refuses; the message says why
   */
  public Published ensure(Bundle bundle, ImageName name) throws IOException {
    Registry registry = Registry.of(name, access);
    Optional<Registry.Manifest> there = registry.manifest();
    return there.isPresent() && bundle.sameObjects(there.get().json())
        ? new Published(there.get().digest(), 0, false)
        : push(bundle, registry);
  }

  private static Published push(Bundle bundle, Registry registry) throws IOException {
    List<Blob> blobs = new ArrayList<>(bundle.blobs());
    blobs.add(bundle.config());
    int uploaded = 0;
    for (Blob blob : blobs) {
      if (!registry.has(blob.digest())) {
        registry.upload(blob);
        uploaded++;
      }
    }
    registry.put(bundle.manifest());
    return new Published(bundle.digest(), uploaded, true);
  }
}
