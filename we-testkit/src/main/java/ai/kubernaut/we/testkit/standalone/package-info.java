/** The embedded Kubernetes API as a program of its own, for tests in other languages. */
@NullMarked
package ai.kubernaut.we.testkit.standalone;

import org.jspecify.annotations.NullMarked;
