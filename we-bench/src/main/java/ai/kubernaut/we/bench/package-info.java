/** Measurements that anyone can repeat; none of them decides whether a build passes. */
@NullMarked
package ai.kubernaut.we.bench;

import org.jspecify.annotations.NullMarked;
