/**
 * Tekton bundles: Pipelines and Tasks as the layers of an OCI image, as Tekton's bundle resolver
 * reads them, and the registry that they are pushed to.
 */
@NullMarked
package ai.kubernaut.we.bundle;

import org.jspecify.annotations.NullMarked;
