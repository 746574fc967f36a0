package ai.kubernaut.we.testkit.embedded.resource;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.time.Instant;

/**
 * One column of the table that kubectl prints.
 *
 * @param name heading
 * @param type OpenAPI type of the cells
 * @param format OpenAPI format; {@code name} marks the name of the object
 * @param description what the column says
 * @param priority 0 for columns that are always shown
 * @param cell gives the cell of an object at a time
 */
public record Column(
    String name, String type, String format, String description, int priority, Cell cell) {

  /** Gives one cell. */
  @FunctionalInterface
  public interface Cell {
    JsonElement of(JsonObject object, Instant now);
  }
}
