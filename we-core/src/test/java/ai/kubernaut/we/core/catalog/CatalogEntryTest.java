package ai.kubernaut.we.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What somebody else wrote into a catalog is followed only where it can be. */
class CatalogEntryTest {

  private static final String DIGEST = "sha256:" + "a".repeat(64);
  private static final String OTHER = "sha256:" + "b".repeat(64);

  private static CatalogAnswer read(String engine, String bundle, String digest, String account) {
    return CatalogEntry.read(
        Optional.ofNullable(engine),
        Optional.ofNullable(bundle),
        Optional.ofNullable(digest),
        Optional.ofNullable(account));
  }

  private static CatalogAnswer known(String engine, String digest, String account) {
    return new CatalogAnswer.Known(
        new CatalogEntry(
            Optional.ofNullable(engine),
            Optional.ofNullable(digest),
            Optional.ofNullable(account)));
  }

  @Test
  void saysEngineDigestAndServiceAccount() {
    assertThat(read("tekton", "registry/a:1", DIGEST, "runner"))
        .isEqualTo(known("tekton", DIGEST, "runner"));
  }

  @Test
  void takesTheDigestOfItsBundleWhereItNamesNoOther() {
    assertThat(read("job", "registry/a@" + DIGEST, null, null))
        .isEqualTo(known("job", DIGEST, null));
    assertThat(read("job", "registry/a@" + DIGEST, DIGEST, null))
        .isEqualTo(known("job", DIGEST, null));
  }

  @Test
  void saysNothingWithEmptyTexts() {
    assertThat(read("", "", "", "")).isEqualTo(known(null, null, null));
    assertThat(read(null, null, null, null)).isEqualTo(known(null, null, null));
  }

  @Test
  void doesNotCareForABundleThatItCannotRead() {
    assertThat(read("job", "no such: thing", null, null)).isEqualTo(known("job", null, null));
  }

  @ParameterizedTest(name = "{4}")
  @CsvSource({
    "Job, , , , 'executionEngine: \"Job\" cannot be the name of an engine'",
    "'a\nb', , , , 'executionEngine: \"a\nb\" cannot be the name of an engine'",
    "job, , sha256:abc123, , 'executionBundleDigest: \"sha256:abc123\" is no digest'",
    "job, , latest, , 'executionBundleDigest: \"latest\" is no digest'",
    "job, , , Runner, 'serviceAccountName: \"Runner\" cannot be the name of an object'",
    "job, , , ../x, 'serviceAccountName: \"../x\" cannot be the name of an object'"
  })
  void isUnusableWhereAFieldCannotMeanAnything(
      String engine, String bundle, String digest, String account, String problem) {
    assertThat(read(engine, bundle, digest, account))
        .isEqualTo(new CatalogAnswer.Unusable(problem));
  }

  @Test
  void isUnusableWhereItNamesTwoDigests() {
    assertThat(read("job", "registry/a@" + DIGEST, OTHER, null))
        .isEqualTo(
            new CatalogAnswer.Unusable("executionBundleDigest: executionBundle names another one"));
  }

  @Test
  void quotesNoMoreThanTheBeginningOfWhatItRefuses() {
    assertThat(read("x".repeat(100_000), null, null, null).toString()).hasSizeLessThan(200);
  }
}
