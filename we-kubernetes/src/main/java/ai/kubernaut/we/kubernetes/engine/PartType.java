package ai.kubernaut.we.kubernetes.engine;

import ai.kubernaut.we.kubernetes.Decoder;
import ai.kubernaut.we.kubernetes.ResourceType;

/**
 * The objects through which an engine does the parts of a child's work. They carry the label with
 * the execution's uid.
 */
public record PartType(ResourceType type, Decoder<EnginePart> decoder) {}
