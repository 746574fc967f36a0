package ai.kubernaut.we.controller.catalog;

import ai.kubernaut.we.core.catalog.WorkflowCatalog;
import ai.kubernaut.we.datastorage.Attempts;
import ai.kubernaut.we.datastorage.DataStorage;
import ai.kubernaut.we.datastorage.DataStorageCatalog;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

class DataStorageCatalogContractTest extends WorkflowCatalogContract {

  private HttpServer service;
  private volatile String workflow = "";
  private volatile int status = 200;

  @BeforeEach
  void start() throws IOException {
    service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    service.createContext(
        "/api/v1/workflows/",
        exchange -> {
          boolean found = exchange.getRequestURI().getPath().endsWith("/" + ID);
          byte[] body = workflow.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(found ? status : 404, found ? body.length : -1);
          if (found) {
            exchange.getResponseBody().write(body);
          }
          exchange.close();
        });
    service.start();
  }

  @AfterEach
  void stop() {
    service.stop(0);
  }

  @Override
  WorkflowCatalog with(String engine, String digest, String serviceAccount) throws IOException {
    workflow =
        """
        {"workflowId":"%s","executionEngine":"%s","executionBundle":"registry/a:1",
         "executionBundleDigest":"%s","serviceAccountName":"%s","status":"Active"}
        """
            .formatted(ID, engine, digest, serviceAccount);
    return new DataStorageCatalog(
        DataStorage.at("http://localhost:" + service.getAddress().getPort()).build(),
        new Attempts(1, Duration.ofMillis(1)),
        Duration.ofMinutes(5),
        id -> {});
  }

  @Override
  WorkflowCatalog brokenDown() throws IOException {
    status = 500;
    return with("job", DIGEST, "runner");
  }
}
