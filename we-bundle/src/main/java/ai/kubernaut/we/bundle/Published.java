package ai.kubernaut.we.bundle;

/**
 * A bundle that is in its registry.
 *
 * @param digest of the manifest that its name stands for
 * @param uploaded how many blobs had to be uploaded; 0 where the registry had them all
 * @param written whether the name stands for another image than before
 */
public record Published(String digest, int uploaded, boolean written) {}
