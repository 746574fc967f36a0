/**
 * Structural schemas: pruning, defaulting and validation of objects by the schema of their type,
 * for custom resources and built-in kinds alike.
 */
@NullMarked
package ai.kubernaut.we.testkit.embedded.schema;

import org.jspecify.annotations.NullMarked;
