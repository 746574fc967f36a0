package ai.kubernaut.we.core.catalog;

import ai.kubernaut.we.core.validation.BundleReference;
import ai.kubernaut.we.core.validation.ObjectName;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the catalog says of a workflow, as far as it decides how it runs.
 *
 * @param digest {@code algorithm:hex}, to which the bundle is pinned
 */
public record CatalogEntry(
    Optional<String> engine, Optional<String> digest, Optional<String> serviceAccount) {

  private static final Pattern ENGINE = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");
  private static final int QUOTED = 80;

  /**
   * Reads what somebody else has written; an empty text says nothing.
   *
   * @param bundle the catalog's own reference; counts only for the digest that it may name
   * @return {@link CatalogAnswer.Known}, or {@link CatalogAnswer.Unusable}
   */
  public static CatalogAnswer read(
      Optional<String> engine,
      Optional<String> bundle,
      Optional<String> digest,
      Optional<String> serviceAccount) {
    Optional<String> pinned =
        said(bundle).flatMap(BundleReference::parse).flatMap(BundleReference::digest);
    CatalogEntry entry =
        new CatalogEntry(said(engine), said(digest).or(() -> pinned), said(serviceAccount));
    return entry
        .problem(pinned)
        .<CatalogAnswer>map(CatalogAnswer.Unusable::new)
        .orElseGet(() -> new CatalogAnswer.Known(entry));
  }

  private Optional<String> problem(Optional<String> pinned) {
    return engine
        .filter(name -> !ENGINE.matcher(name).matches())
        .map(name -> "executionEngine: %s cannot be the name of an engine".formatted(quote(name)))
        .or(
            () ->
                digest
                    .filter(text -> !BundleReference.isDigest(text))
                    .map(text -> "executionBundleDigest: %s is no digest".formatted(quote(text))))
        .or(
            () ->
                pinned
                    .filter(text -> !digest.equals(Optional.of(text)))
                    .map(text -> "executionBundleDigest: executionBundle names another one"))
        .or(
            () ->
                serviceAccount
                    .filter(name -> !ObjectName.isValid(name))
                    .map(
                        name ->
                            "serviceAccountName: %s cannot be the name of an object"
                                .formatted(quote(name))));
  }

  private static String quote(String text) {
    return '"' + (text.length() <= QUOTED ? text : text.substring(0, QUOTED) + "...") + '"';
  }

  private static Optional<String> said(Optional<String> text) {
    return text.filter(t -> !t.isEmpty());
  }
}
