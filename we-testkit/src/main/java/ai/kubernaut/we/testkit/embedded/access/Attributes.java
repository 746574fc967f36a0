package ai.kubernaut.we.testkit.embedded.access;

import ai.kubernaut.we.testkit.embedded.traffic.RequestFacts;

/**
 * What is asked, in the terms of access rules.
 *
 * @param verb see {@link RequestFacts#verb}
 * @param group see {@link RequestFacts#group}
 * @param resource see {@link RequestFacts#resource}
 * @param subresource see {@link RequestFacts#subresource}
 * @param namespace see {@link RequestFacts#namespace}
 * @param name see {@link RequestFacts#name}
 * @param userAgent who says to ask
 * @param isResource whether the path leads to a resource
 */
public record Attributes(
    String verb,
    String group,
    String resource,
    String subresource,
    String namespace,
    String name,
    String userAgent,
    boolean isResource)
    implements RequestFacts {

  /** Resource and subresource as rules write them. */
  public String qualifiedResource() {
    return subresource.isEmpty() ? resource : resource + "/" + subresource;
  }
}
