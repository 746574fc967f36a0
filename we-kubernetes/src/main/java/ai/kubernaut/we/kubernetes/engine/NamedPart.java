package ai.kubernaut.we.kubernetes.engine;

import ai.kubernaut.we.kubernetes.Decoder;
import ai.kubernaut.we.kubernetes.ResourceRef;

/**
 * An object that a child names as made for it, and that is not watched: others work on it. It is
 * read when a failure asks, and only then.
 */
public record NamedPart(ResourceRef ref, Decoder<EnginePart> decoder) {}
