package ai.kubernaut.we.testkit.embedded.api;

import ai.kubernaut.we.testkit.embedded.resource.ResourceType;
import ai.kubernaut.we.testkit.embedded.status.Refusal;
import ai.kubernaut.we.testkit.embedded.store.StoredObject;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A field selector as it is written in a query: equalities and inequalities that must all hold. */
final class FieldSelector {
  private static final String NAME = "metadata.name";
  private static final String NAMESPACE = "metadata.namespace";
  private static final Pattern TERM =
      Pattern.compile("((?:\\\\.|[^,\\\\])+)(?:,|$)", Pattern.DOTALL);
  private static final Pattern OPERATOR = Pattern.compile("!=|==|=");
  private static final Pattern BAD_ESCAPE = Pattern.compile("\\\\[^\\\\,=]");

  private record Term(String field, String value, boolean equal) {}

  private final ResourceType type;
  private final List<Term> terms = new ArrayList<>();

  private FieldSelector(ResourceType type) {
    this.type = type;
  }

  static FieldSelector parse(String text, ResourceType type) {
    FieldSelector selector = new FieldSelector(type);
    Matcher matcher = TERM.matcher(text);
    while (matcher.find()) {
      term(text, matcher.group(1), type).ifPresent(selector.terms::add);
    }
    return selector;
  }

  private static Optional<Term> term(String text, String term, ResourceType type) {
    Matcher operator = OPERATOR.matcher(term);
    if (!operator.find()) {
      throw Refusal.badRequest("invalid selector: '" + text + "'; can't understand '" + term + "'");
    }
    String field = term.substring(0, operator.start());
    String value = unescape(term.substring(operator.end()));
    if (field.isEmpty() && value.isEmpty()) {
      return Optional.empty();
    }
    requireKnown(field, type);
    return Optional.of(new Term(field, value, !operator.group().equals("!=")));
  }

  private static String unescape(String value) {
    Matcher bad = BAD_ESCAPE.matcher(value.replace("\\\\", ""));
    if (bad.find()) {
      throw Refusal.badRequest("invalid field selector: invalid escape sequence: " + bad.group());
    }
    return value.replaceAll("\\\\(.)", "$1");
  }

  private static void requireKnown(String field, ResourceType type) {
    boolean known =
        field.equals(NAME)
            || (field.equals(NAMESPACE) && type.strategy().selectsByNamespace(type.namespaced()))
            || type.strategy().selectableFields().contains(field);
    if (!known) {
      boolean own = type.custom() || !type.strategy().selectableFields().isEmpty();
      throw Refusal.badRequest(
          own
              ? "field label not supported: " + field
              : "\"%s\" is not a known field selector: only \"%s\", \"%s\""
                  .formatted(field, NAME, NAMESPACE));
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
        tree = tree == null ? type.strategy().fromStorage(object.tree()) : tree;
        value = Objects.requireNonNullElse(type.strategy().field(tree, term.field()), "");
      }
      if (value.equals(term.value()) != term.equal()) {
        return false;
      }
    }
    return true;
  }
}
