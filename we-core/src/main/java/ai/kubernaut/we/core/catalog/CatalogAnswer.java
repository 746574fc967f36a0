package ai.kubernaut.we.core.catalog;

/** What the workflow catalog says of one workflow. */
public sealed interface CatalogAnswer {

  <R> R match(Cases<R> cases);

  /** What to do for each kind of answer. */
  interface Cases<R> {
    R notAsked();

    R asked();

    R known(Known answer);

    R noSuchWorkflow();

    R unusable(Unusable answer);

    R unavailable(Unavailable answer);
  }

  /** Nothing is open that it could say. */
  record NotAsked() implements CatalogAnswer {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.notAsked();
    }
  }

  /** The question is on its way. */
  record Asked() implements CatalogAnswer {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.asked();
    }
  }

  record Known(CatalogEntry entry) implements CatalogAnswer {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.known(this);
    }
  }

  /** It has no workflow of that id, and says nothing about it. */
  record NoSuchWorkflow() implements CatalogAnswer {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.noSuchWorkflow();
    }
  }

  /**
   * It has the workflow, but what it says cannot be followed.
   *
   * @param problem which field, and what is wrong with it
   */
  record Unusable(String problem) implements CatalogAnswer {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.unusable(this);
    }
  }

  /**
   * It does not answer now.
   *
   * @param reason for people; without secrets
   */
  record Unavailable(String reason) implements CatalogAnswer {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.unavailable(this);
    }
  }
}
