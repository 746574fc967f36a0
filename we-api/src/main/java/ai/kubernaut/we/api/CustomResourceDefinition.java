package ai.kubernaut.we.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The {@code CustomResourceDefinition} of {@link WorkflowExecution}, the source of what a server
 * accepts. Every object that is valid under an earlier published form of it is valid under this
 * one.
 */
public final class CustomResourceDefinition {

  private static final String RESOURCE = "workflowexecutions.crd.yaml";

  private CustomResourceDefinition() {}

  /** One YAML document, as {@code kubectl apply} takes it. */
  public static String yaml() {
    try (InputStream in = CustomResourceDefinition.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException(RESOURCE + " is missing from the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
