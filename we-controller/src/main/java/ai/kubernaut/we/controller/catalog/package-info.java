/** The workflow catalog for whoever has no service for it: files that people write. */
@NullMarked
package ai.kubernaut.we.controller.catalog;

import org.jspecify.annotations.NullMarked;
