package ai.kubernaut.we.core.plan;

import ai.kubernaut.we.api.WorkflowExecution;
import ai.kubernaut.we.api.WorkflowExecutionSpec;
import ai.kubernaut.we.api.WorkflowRef;
import ai.kubernaut.we.core.catalog.CatalogAnswer;
import ai.kubernaut.we.core.catalog.CatalogEntry;
import ai.kubernaut.we.core.lock.Decision;
import ai.kubernaut.we.core.validation.BundleReference;
import java.util.Optional;

/** What is decided before a lock is taken: spec, else status, else catalog, else configuration. */
final class Decisions {

  private static final CatalogEntry NOTHING =
      new CatalogEntry(Optional.empty(), Optional.empty(), Optional.empty());

  private final WorkflowExecution execution;
  private final Optional<WorkflowRef> ref;

  private Decisions(WorkflowExecution execution) {
    this.execution = execution;
    this.ref = execution.spec().map(WorkflowExecutionSpec::workflowRef);
  }

  /** Empty while the catalog has yet to say what spec and status leave open. */
  static Optional<Decision> decide(
      WorkflowExecution execution, CatalogAnswer catalog, Settings settings) {
    return entry(catalog).map(entry -> new Decisions(execution).decide(entry, settings));
  }

  /** The workflow of which the catalog could say what spec and status leave open. */
  static Optional<String> question(WorkflowExecution execution) {
    Decisions known = new Decisions(execution);
    boolean open =
        known.engine().isEmpty() || known.digest().isEmpty() || known.serviceAccount().isEmpty();
    return known.ref.filter(ref -> open).map(WorkflowRef::workflowId);
  }

  /** Why nobody can say what is to run; empty if there is no such reason. */
  static Optional<String> contradiction(WorkflowExecution execution, CatalogAnswer catalog) {
    if (catalog instanceof CatalogAnswer.Unusable unusable) {
      return Optional.of(unusable.problem());
    }
    Decisions known = new Decisions(execution);
    return known.givenDigest().isPresent()
        ? Optional.empty()
        : entry(catalog)
            .flatMap(CatalogEntry::digest)
            .filter(digest -> known.bundleDigest().filter(own -> !own.equals(digest)).isPresent())
            .map(
                "executionBundleDigest: it is %s, and the execution's bundle names another"
                    ::formatted);
  }

  private static Optional<CatalogEntry> entry(CatalogAnswer catalog) {
    return catalog.match(
        new CatalogAnswer.Cases<>() {
          @Override
          public Optional<CatalogEntry> notAsked() {
            return Optional.of(NOTHING);
          }

          @Override
          public Optional<CatalogEntry> asked() {
            return Optional.empty();
          }

          @Override
          public Optional<CatalogEntry> known(CatalogAnswer.Known answer) {
            return Optional.of(answer.entry());
          }

          @Override
          public Optional<CatalogEntry> noSuchWorkflow() {
            return Optional.of(NOTHING);
          }

          @Override
          public Optional<CatalogEntry> unusable(CatalogAnswer.Unusable answer) {
            return Optional.empty();
          }

          @Override
          public Optional<CatalogEntry> unavailable(CatalogAnswer.Unavailable answer) {
            return Optional.empty();
          }
        });
  }

  private Decision decide(CatalogEntry entry, Settings settings) {
    return new Decision(
        engine().or(entry::engine).orElse(settings.defaultEngine()),
        digest().or(entry::digest),
        serviceAccount().or(entry::serviceAccount),
        execution.metadata().generation());
  }

  private Optional<String> engine() {
    return said(ref.flatMap(WorkflowRef::executionEngine))
        .or(() -> said(execution.status().executionEngine()));
  }

  private Optional<String> serviceAccount() {
    return said(ref.flatMap(WorkflowRef::serviceAccountName))
        .or(() -> said(execution.status().serviceAccountName()));
  }

  private Optional<String> digest() {
    return givenDigest().or(this::bundleDigest);
  }

  private Optional<String> givenDigest() {
    return said(ref.flatMap(WorkflowRef::executionBundleDigest));
  }

  private Optional<String> bundleDigest() {
    return ref.map(WorkflowRef::executionBundle)
        .flatMap(BundleReference::parse)
        .flatMap(BundleReference::digest);
  }

  private static Optional<String> said(Optional<String> text) {
    return text.filter(t -> !t.isEmpty());
  }
}
