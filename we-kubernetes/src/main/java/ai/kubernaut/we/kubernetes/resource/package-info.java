/**
 * The {@code WorkflowExecution} resource between JSON and the records of {@code we-api}. A record's
 * component names are the field names on the wire; how each record is read, written, rewritten in
 * place and patched is worked out once per record class. Reading takes what a server may send and
 * names the path of what it cannot take; writing leaves alone what did not change and what is not
 * known here.
 */
@NullMarked
package ai.kubernaut.we.kubernetes.resource;

import org.jspecify.annotations.NullMarked;
