package ai.kubernaut.we.audit.sink;

import ai.kubernaut.we.audit.Receipt;
import ai.kubernaut.we.datastorage.DataStorage;
import ai.kubernaut.we.datastorage.Problem;
import java.io.IOException;
import okhttp3.Response;

/** What the answers of Data Storage to a batch mean. */
record Answers(DataStorage service) {

  /**
   * Whether the batch is stored or refused.
   *
   * @throws IOException if the answer says neither
   */
  Receipt receipt(Response response) throws IOException {
    return switch (response.code()) {
      // Created, or accepted into a queue of the service's own that outlives its crash.
      case 201, 202 -> Receipt.confirmed();
      // Malformed, too large, or against the rules: the same request will not fare better.
      case 400, 413, 422 -> Receipt.refused(Problem.of(response));
      default -> throw service.unavailable(response);
    };
  }
}
