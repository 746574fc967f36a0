package ai.kubernaut.we.kubernetes.resource;

import ai.kubernaut.we.api.FreeForm;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;

/** Any JSON, kept as text. A merge patch cannot express every change of it, so there is none. */
final class FreeFormCodec implements ValueCodec<FreeForm> {

  @Override
  public FreeForm read(JsonElement json) {
    return new FreeForm(json.toString());
  }

  @Override
  public FreeForm absent() {
    throw MalformedResource.missing("any value");
  }

  @Override
  public JsonElement write(FreeForm value) {
    return JsonParser.parseString(value.json());
  }

  @Override
  public JsonElement patch(FreeForm before, FreeForm after) {
    throw new UnsupportedOperationException("a free-form value is not patched by merging");
  }
}
