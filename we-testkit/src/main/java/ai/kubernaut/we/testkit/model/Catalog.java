package ai.kubernaut.we.testkit.model;

import ai.kubernaut.we.core.catalog.CatalogAnswer;
import ai.kubernaut.we.core.catalog.CatalogEntry;
import java.util.Optional;

/** What the workflow catalog says of the workflow of every execution. */
public enum Catalog {
  /** There is no catalog. */
  NONE(0),
  /** It does not have the workflow. */
  SAYS_NOTHING(1),
  NAMES_JOB(2),
  NAMES_TEKTON(3),
  /** What it says cannot be followed. */
  MAKES_NO_SENSE(4);

  static final CatalogAnswer UNAVAILABLE = new CatalogAnswer.Unavailable("it does not answer");
  private static final CatalogAnswer NOT_ASKED = new CatalogAnswer.NotAsked();
  private static final CatalogAnswer NOTHING = new CatalogAnswer.NoSuchWorkflow();
  private static final CatalogAnswer JOB = entry(Engines.JOB, 'a');
  private static final CatalogAnswer TEKTON = entry(Engines.TEKTON, 'b');
  private static final CatalogAnswer UNUSABLE =
      new CatalogAnswer.Unusable("executionEngine: \"-\" is no engine");

  private final int number;

  Catalog(int number) {
    this.number = number;
  }

  private static CatalogAnswer entry(String engine, char digit) {
    String digest = "sha256:" + String.valueOf(digit).repeat(64);
    return new CatalogAnswer.Known(
        new CatalogEntry(Optional.of(engine), Optional.of(digest), Optional.empty()));
  }

  /** A number of three bits that no other has. */
  int number() {
    return number;
  }

  CatalogAnswer answer() {
    return switch (this) {
      case NONE -> NOT_ASKED;
      case SAYS_NOTHING -> NOTHING;
      case NAMES_JOB -> JOB;
      case NAMES_TEKTON -> TEKTON;
      case MAKES_NO_SENSE -> UNUSABLE;
    };
  }
}
