/**
 * JSON trees as a Kubernetes API handles them: reading without loss, walking by path, and the patch
 * formats that need no schema.
 */
@NullMarked
package ai.kubernaut.we.testkit.embedded.json;

import org.jspecify.annotations.NullMarked;
