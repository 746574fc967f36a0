package ai.kubernaut.we.kubernetes;

import com.google.gson.FieldNamingPolicy;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import com.google.gson.ToNumberPolicy;
import com.google.gson.TypeAdapter;
import com.google.gson.TypeAdapterFactory;
import com.google.gson.reflect.TypeToken;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import io.kubernetes.client.openapi.JSON;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Base64;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON of the official models without their traps: unknown fields are ignored, times are written in
 * UTC, empty lists and maps are left out, and whole numbers in free-form fields stay whole.
 */
public final class LenientJson {

  private static final Gson GSON =
      new GsonBuilder()
          .disableHtmlEscaping()
          .setFieldNamingPolicy(FieldNamingPolicy.IDENTITY)
          .setObjectToNumberStrategy(ToNumberPolicy.LONG_OR_DOUBLE)
          .registerTypeAdapter(OffsetDateTime.class, new UtcTime().nullSafe())
          .registerTypeAdapter(byte[].class, new Base64Bytes().nullSafe())
          .registerTypeAdapterFactory(new NoEmpties())
          .create();

  private LenientJson() {}

  public static Gson gson() {
    return GSON;
  }

  /** Makes the official client itself read and write this way. */
  public static void install() {
    JSON.setGson(GSON);
  }

  /** An official model as JSON. */
  public static JsonObject toJson(Object model) {
    return GSON.toJsonTree(model).getAsJsonObject();
  }

  /**
   * JSON as an official model.
   *
   * @throws com.google.gson.JsonParseException if a field that the model knows has another type
   */
  public static <T> T fromJson(JsonObject json, Class<T> model) {
    return GSON.fromJson(json, model);
  }

  private static final class UtcTime extends TypeAdapter<OffsetDateTime> {

    private static final DateTimeFormatter FORMAT =
        new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendLiteral('T')
            .appendPattern("HH:mm:ss")
            .optionalStart()
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .optionalEnd()
            .appendOffsetId()
            .toFormatter(Locale.ROOT);

    @Override
    public void write(JsonWriter out, OffsetDateTime time) throws IOException {
      out.value(FORMAT.format(time.withOffsetSameInstant(ZoneOffset.UTC)));
    }

    @Override
    public OffsetDateTime read(JsonReader in) throws IOException {
      return OffsetDateTime.parse(in.nextString());
    }
  }

  private static final class Base64Bytes extends TypeAdapter<byte[]> {

    @Override
    public void write(JsonWriter out, byte[] bytes) throws IOException {
      out.value(Base64.getEncoder().encodeToString(bytes));
    }

    @Override
    public byte[] read(JsonReader in) throws IOException {
      return Base64.getDecoder().decode(in.nextString());
    }
  }

  /** Writes empty collections and maps as null, which is left out. */
  private static final class NoEmpties implements TypeAdapterFactory {

    @Override
    public <T> @Nullable TypeAdapter<T> create(Gson gson, TypeToken<T> type) {
      Class<? super T> raw = type.getRawType();
      if (!Collection.class.isAssignableFrom(raw) && !Map.class.isAssignableFrom(raw)) {
        return null;
      }
      TypeAdapter<T> all = gson.getDelegateAdapter(this, type);
      return new TypeAdapter<T>() {
        @Override
        public void write(JsonWriter out, @Nullable T value) throws IOException {
          all.write(out, isEmpty(value) ? null : value);
        }

        @Override
        public @Nullable T read(JsonReader in) throws IOException {
          if (in.peek() == JsonToken.NULL) {
            in.nextNull();
            return null;
          }
          return all.read(in);
        }
      };
    }

    private static boolean isEmpty(@Nullable Object value) {
      return (value instanceof Collection<?> items && items.isEmpty())
          || (value instanceof Map<?, ?> map && map.isEmpty());
    }
  }
}
