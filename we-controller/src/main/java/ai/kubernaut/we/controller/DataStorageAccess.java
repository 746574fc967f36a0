package ai.kubernaut.we.controller;

import ai.kubernaut.we.controller.config.Configuration;
import ai.kubernaut.we.datastorage.DataStorage;
import java.io.IOException;

/** The way to the Data Storage service that the configuration describes. */
public final class DataStorageAccess {

  private DataStorageAccess() {}

  /**
   * A way of its own for whoever asks.
   *
   * @throws IOException if a file that the configuration names cannot be read
   */
  public static DataStorage open(Configuration.DataStorage configuration) throws IOException {
    return DataStorage.at(configuration.url().orElseThrow())
        .timeout(configuration.timeout())
        .tokenFile(configuration.tokenFile())
        .caFile(configuration.caFile())
        .build();
  }
}
