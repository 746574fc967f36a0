package ai.kubernaut.we.testkit.embedded.resource;

import java.util.List;

/** What a type is called. */
public record Names(
    String kind,
    String listKind,
    String plural,
    String singular,
    List<String> shortNames,
    List<String> categories) {
  public Names {
    shortNames = List.copyOf(shortNames);
    categories = List.copyOf(categories);
  }

  static Names of(String kind, String plural, String... shortNames) {
    return new Names(
        kind,
        kind + "List",
        plural,
        kind.toLowerCase(java.util.Locale.ROOT),
        List.of(shortNames),
        List.of());
  }

  Names inCategory(String category) {
    return new Names(kind, listKind, plural, singular, shortNames, List.of(category));
  }
}
