/** The embedded Kubernetes API as a JUnit extension. */
@NullMarked
package ai.kubernaut.we.testkit.junit;

import org.jspecify.annotations.NullMarked;
