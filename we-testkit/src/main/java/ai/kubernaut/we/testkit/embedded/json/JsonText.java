package ai.kubernaut.we.testkit.embedded.json;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import java.io.EOFException;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * JSON text that has been read.
 *
 * @param value what it says; of a member that is there twice, the last counts
 * @param duplicates paths of members that are there more than once
 */
public record JsonText(JsonElement value, List<String> duplicates) {
  private static final int DEEPEST = 1_000;

  public JsonText {
    duplicates = List.copyOf(duplicates);
  }

  /** Reads one JSON value and nothing after it. */
  public static JsonText read(String text) {
    if (text.isBlank()) {
      throw new MalformedJson("unexpected end of JSON input");
    }
    Parser parser = new Parser(text);
    try {
      JsonElement value = parser.value();
      if (parser.reader.peek() != JsonToken.END_DOCUMENT) {
        throw new MalformedJson("invalid character after top-level value");
      }
      return new JsonText(value, parser.duplicates);
    } catch (EOFException e) {
      throw new MalformedJson("unexpected end of JSON input");
    } catch (MalformedJsonException | NumberFormatException e) {
      throw new MalformedJson(unreadable(text));
    } catch (IOException e) {
      throw new MalformedJson(String.valueOf(e.getMessage()));
    }
  }

  /** Names the character where no value can begin; others are not looked for. */
  private static String unreadable(String text) {
    String start = text.strip();
    return start.isEmpty() || "{[\"-0123456789tfn".indexOf(start.charAt(0)) >= 0
        ? "invalid character in JSON"
        : "invalid character '" + start.charAt(0) + "' looking for beginning of value";
  }

  private static final class Parser {
    private final JsonReader reader;
    private final List<String> duplicates = new ArrayList<>();

    Parser(String text) {
      reader = new JsonReader(new StringReader(text));
      reader.setStrictness(Strictness.STRICT);
      reader.setNestingLimit(DEEPEST);
    }

    JsonElement value() throws IOException {
      return switch (reader.peek()) {
        case BEGIN_OBJECT -> object();
        case BEGIN_ARRAY -> array();
        case STRING -> new JsonPrimitive(reader.nextString());
        case NUMBER -> number(reader.nextString());
        case BOOLEAN -> new JsonPrimitive(reader.nextBoolean());
        case NULL -> {
          reader.nextNull();
          yield JsonNull.INSTANCE;
        }
        default -> throw new MalformedJson("unexpected " + reader.peek());
      };
    }

    /** As exact as it is written, within what a double can hold. */
    private static JsonPrimitive number(String text) {
      if (Double.isInfinite(Double.parseDouble(text))) {
        throw new MalformedJson("cannot unmarshal number " + text + " into a float64");
      }
      return new JsonPrimitive(new BigDecimal(text));
    }

    private JsonObject object() throws IOException {
      JsonObject object = new JsonObject();
      reader.beginObject();
      while (reader.hasNext()) {
        String name = reader.nextName();
        if (object.has(name)) {
          // The path is written as $.a.b[0].c.
          duplicates.add(reader.getPath().substring(2));
        }
        object.add(name, value());
      }
      reader.endObject();
      return object;
    }

    private JsonArray array() throws IOException {
      JsonArray array = new JsonArray();
      reader.beginArray();
      while (reader.hasNext()) {
        array.add(value());
      }
      reader.endArray();
      return array;
    }
  }
}
