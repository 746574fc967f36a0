package ai.kubernaut.we.controller;

import ai.kubernaut.we.controller.catalog.FileCatalog;
import ai.kubernaut.we.controller.config.Configuration;
import ai.kubernaut.we.core.catalog.WorkflowCatalog;
import ai.kubernaut.we.datastorage.Attempts;
import ai.kubernaut.we.datastorage.DataStorageCatalog;
import java.io.IOException;
import java.util.function.Consumer;

/** The workflow catalog that the configuration asks for. */
final class CatalogAccess {

  private CatalogAccess() {}

  /**
   * Opens the catalog.
   *
   * @param answered told the id of a workflow when there is news of it
   * @param changed told when there is news of any
   * @throws IOException if a file that the configuration names cannot be read
   */
  static WorkflowCatalog open(
      Configuration configuration, Consumer<String> answered, Runnable changed) throws IOException {
    Configuration.Catalog catalog = configuration.catalog();
    return switch (catalog.source()) {
      case "none" -> WorkflowCatalog.NONE;
      case "file" -> FileCatalog.follow(catalog.path().orElseThrow(), changed);
      case "datastorage" ->
          new DataStorageCatalog(
              DataStorageAccess.open(configuration.datastorage()),
              Attempts.DEFAULTS,
              catalog.cacheFor(),
              answered);
      default -> throw new IllegalStateException("no catalog " + catalog.source());
    };
  }
}
