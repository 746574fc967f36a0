package ai.kubernaut.we.testkit.embedded.api;

import ai.kubernaut.we.testkit.embedded.resource.ResourceType;
import ai.kubernaut.we.testkit.embedded.resource.Strategy;
import ai.kubernaut.we.testkit.embedded.status.Refusal;
import ai.kubernaut.we.testkit.embedded.store.StoredObject;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A field selector as it is written in a query: equalities and inequalities that must all hold. */
final class FieldSelector {
  private static final String NAME = "metadata.name";
  private static final String NAMESPACE = "metadata.namespace";

  private record Term(String field, String value, boolean equal) {}

  private final ResourceType type;
  private final List<Term> terms = new ArrayList<>();

  private FieldSelector(ResourceType type) {
    this.type = type;
  }

  static FieldSelector parse(String text, ResourceType type) {
    FieldSelector selector = new FieldSelector(type);
    for (String term : text.split(",", -1)) {
      if (!term.isEmpty()) {
        selector.terms.add(term(text, term, type));
      }
    }
    return selector;
  }

  private static Term term(String text, String term, ResourceType type) {
    int unequal = term.indexOf("!=");
    int equal = term.indexOf('=');
    if (equal < 0) {
      throw Refusal.badRequest("invalid selector: '" + text + "'; can't understand '" + term + "'");
    }
    int at = unequal >= 0 ? unequal : equal;
    String field = term.substring(0, at);
    String value = term.substring(at + 1).replaceFirst("^=", "");
    requireKnown(field, type);
    return new Term(field, value, unequal < 0);
  }

  private static void requireKnown(String field, ResourceType type) {
    boolean known =
        field.equals(NAME)
            || (field.equals(NAMESPACE) && (type.namespaced() || !type.custom()))
            || type.strategy().selectableFields().contains(field);
    if (!known) {
      throw Refusal.badRequest(
          type.custom()
              ? "field label not supported: " + field
              : "\""
                  + field
                  + "\" is not a known field selector: only \"metadata.name\","
                  + " \"metadata.namespace\"");
    }
  }

  boolean isEmpty() {
    return terms.isEmpty();
  }

  /** The one name that can match; null when several can. */
  @Nullable String onlyName() {
    for (Term term : terms) {
      if (term.equal() && term.field().equals(NAME)) {
        return term.value();
      }
    }
    return null;
  }

  boolean matches(StoredObject object) {
    JsonObject tree = null;
    for (Term term : terms) {
      String value;
      if (term.field().equals(NAME)) {
        value = object.key().name();
      } else if (term.field().equals(NAMESPACE)) {
        value = object.key().namespace();
      } else {
        tree = tree == null ? shown(object) : tree;
        value = Objects.requireNonNullElse(type.strategy().field(tree, term.field()), "");
      }
      if (value.equals(term.value()) != term.equal()) {
        return false;
      }
    }
    return true;
  }

  private JsonObject shown(StoredObject object) {
    Strategy strategy = type.strategy();
    return strategy.fromStorage(object.tree());
  }
}
