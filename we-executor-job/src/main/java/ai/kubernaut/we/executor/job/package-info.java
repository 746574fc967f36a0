/**
 * The Job engine: a workflow runs as the one container of a {@code batch/v1} Job. What the Job, its
 * pod and their Events say becomes a child with its evidence.
 */
@NullMarked
package ai.kubernaut.we.executor.job;

import org.jspecify.annotations.NullMarked;
