package ai.kubernaut.we.bundle;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import okhttp3.Authenticator;
import okhttp3.Challenge;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.Route;
import org.jspecify.annotations.Nullable;

/**
 * Answers the challenges of a registry: with the credentials themselves, or with a token that its
 * token service gives for them. What was accepted once is sent with every later request to that
 * registry, and to nobody else.
 */
final class Authentication implements Authenticator, Interceptor {

  private static final String HEADER = "Authorization";

  private final OkHttpClient tokens;
  private final HttpUrl registry;
  private final Optional<Credentials> credentials;
  private volatile Optional<String> accepted = Optional.empty();

  /** Asks for tokens with that client, which must not use this authentication itself. */
  Authentication(OkHttpClient tokens, HttpUrl registry, Optional<Credentials> credentials) {
    this.tokens = tokens;
    this.registry = registry;
    this.credentials = credentials;
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    Request request = chain.request();
    return chain.proceed(
        accepted.isPresent() && ours(request.url())
            ? request.newBuilder().header(HEADER, accepted.get()).build()
            : request);
  }

  @Override
  public @Nullable Request authenticate(@Nullable Route route, Response response)
      throws IOException {
    Request request = response.request();
    if (!ours(request.url()) || response.priorResponse() != null) {
      return null;
    }
    Optional<String> answer = answer(response);
    if (answer.isEmpty() || answer.get().equals(request.header(HEADER))) {
      return null;
    }
    accepted = answer;
    return request.newBuilder().header(HEADER, answer.get()).build();
  }

  private boolean ours(HttpUrl url) {
    return url.host().equals(registry.host()) && url.port() == registry.port();
  }

  private Optional<String> answer(Response response) throws IOException {
    for (Challenge challenge : response.challenges()) {
      if (challenge.scheme().equalsIgnoreCase("Bearer")) {
        return Optional.of("Bearer " + token(challenge.authParams()));
      }
      if (challenge.scheme().equalsIgnoreCase("Basic")) {
        return credentials.map(Authentication::basic);
      }
    }
    return Optional.empty();
  }

  private static String basic(Credentials credentials) {
    return okhttp3.Credentials.basic(
        credentials.username(), credentials.password(), StandardCharsets.UTF_8);
  }

  private String token(Map<@Nullable String, String> challenge) throws IOException {
    Map<String, String> parameters = new LinkedHashMap<>();
    challenge.forEach((name, value) -> parameters.put(String.valueOf(name), value));
    HttpUrl realm = HttpUrl.parse(parameters.getOrDefault("realm", ""));
    if (realm == null || (registry.isHttps() && !realm.isHttps())) {
      throw new RegistryRefusal(
          "%s names no secure token service (realm \"%s\"); nothing was sent there"
              .formatted(registry.host(), parameters.getOrDefault("realm", "")));
    }
    HttpUrl.Builder url = realm.newBuilder();
    for (String name : new String[] {"service", "scope"}) {
      if (parameters.containsKey(name)) {
        url.addQueryParameter(name, parameters.get(name));
      }
    }
    Request.Builder request = new Request.Builder().url(url.build());
    credentials.map(Authentication::basic).ifPresent(basic -> request.header(HEADER, basic));
    return token(request.build());
  }

  private String token(Request request) throws IOException {
    try (Response response = tokens.newCall(request).execute()) {
      if (!response.isSuccessful()) {
        throw new RegistryRefusal(
            "the token service %s answered %d; %s"
                .formatted(
                    request.url().host(),
                    response.code(),
                    credentials
                        .map(who -> "check the password of " + who.username())
                        .orElse("log in, or name --username and --password-file")));
      }
      JsonObject answer = JsonParser.parseString(response.body().string()).getAsJsonObject();
      String field = answer.has("token") ? "token" : "access_token";
      if (!answer.has(field)) {
        throw new RegistryRefusal(
            "the token service %s gave no token".formatted(request.url().host()));
      }
      return answer.get(field).getAsString();
    } catch (JsonParseException | IllegalStateException malformed) {
      throw new RegistryRefusal(
          "the token service %s did not answer in JSON".formatted(request.url().host()), malformed);
    }
  }
}
