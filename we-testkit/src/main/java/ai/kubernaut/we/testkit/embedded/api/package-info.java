/**
 * What the verbs of the API do to stored objects: reading, creating, updating, patching and
 * deleting with the rules of metadata, versions and finalizers. Knows nothing of HTTP.
 */
@NullMarked
package ai.kubernaut.we.testkit.embedded.api;

import org.jspecify.annotations.NullMarked;
