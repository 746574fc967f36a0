package ai.kubernaut.we.controller;

import ai.kubernaut.we.audit.AuditMetrics;
import ai.kubernaut.we.audit.AuditSink;
import ai.kubernaut.we.audit.DeadLetters;
import ai.kubernaut.we.audit.DeliveringTrail;
import ai.kubernaut.we.audit.sink.DataStorageSink;
import ai.kubernaut.we.audit.sink.JsonLinesFile;
import ai.kubernaut.we.audit.sink.JsonLinesStream;
import ai.kubernaut.we.audit.sink.NoSink;
import ai.kubernaut.we.controller.config.Configuration;
import ai.kubernaut.we.datastorage.Attempts;
import java.io.IOException;
import java.util.function.Consumer;

/** The audit trail that the configuration asks for. */
final class AuditDelivery {

  private static final long LONGEST_FILE = 64L << 20;
  private static final int FILES_KEPT = 10;

  private AuditDelivery() {}

  /**
   * Opens the trail.
   *
   * @param changed told the uid of an execution whose delivery has got on
   * @throws IOException if a file that the configuration names cannot be read
   */
  static DeliveringTrail open(
      Configuration configuration, AuditMetrics metrics, Consumer<String> changed)
      throws IOException {
    DeliveringTrail.Builder trail =
        DeliveringTrail.to(sink(configuration, metrics))
            .cluster(configuration.settings().clusterId())
            .metrics(metrics)
            .listener(changed);
    if (configuration.audit().deadLetterFile().isPresent()) {
      trail =
          trail.deadLetters(
              DeadLetters.inFile(configuration.audit().deadLetterFile().get(), System.err));
    }
    return trail.start();
  }

  private static AuditSink sink(Configuration configuration, AuditMetrics metrics)
      throws IOException {
    return switch (configuration.audit().sink()) {
      case "none" -> new NoSink();
      case "stdout" -> JsonLinesStream.standardOutput();
      case "file" ->
          new JsonLinesFile(configuration.audit().file().orElseThrow(), LONGEST_FILE, FILES_KEPT);
      case "datastorage" ->
          new DataStorageSink(
              DataStorageAccess.open(configuration.datastorage()), Attempts.DEFAULTS, metrics);
      default -> throw new IllegalStateException("no sink " + configuration.audit().sink());
    };
  }
}
