package ai.kubernaut.we.kubernetes;

/**
 * Which objects of a type a list or a watch is about.
 *
 * @param type their type
 * @param namespace their namespace, empty for all namespaces
 * @param labelSelector in the API's syntax, empty for any labels
 * @param fieldSelector in the API's syntax, empty for any fields
 */
public record Selection(
    ResourceType type, String namespace, String labelSelector, String fieldSelector) {

  public static Selection of(ResourceType type) {
    return new Selection(type, "", "", "");
  }

  public Selection inNamespace(String only) {
    return new Selection(type, only, labelSelector, fieldSelector);
  }

  public Selection withLabels(String selector) {
    return new Selection(type, namespace, selector, fieldSelector);
  }

  public Selection withFields(String selector) {
    return new Selection(type, namespace, labelSelector, selector);
  }
}
