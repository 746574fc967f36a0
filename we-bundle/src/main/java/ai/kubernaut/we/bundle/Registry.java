package ai.kubernaut.we.bundle;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.ByteString;

/** One repository of an OCI registry, in the calls of the OCI distribution specification. */
final class Registry {

  private static final MediaType BYTES = MediaType.get("application/octet-stream");

  private final OkHttpClient client;
  private final HttpUrl repository;
  private final ImageName name;
  private final Optional<Credentials> who;

  private Registry(
      OkHttpClient client, HttpUrl repository, ImageName name, Optional<Credentials> who) {
    this.client = client;
    this.repository = repository;
    this.name = name;
    this.who = who;
  }

  static Registry of(ImageName name, RegistryAccess access) throws IOException {
    HttpUrl registry = access.url(name);
    OkHttpClient plain = access.client();
    Optional<Credentials> who = access.credentials(name.registry());
    Authentication authentication = new Authentication(plain, registry, who);
    return new Registry(
        plain.newBuilder().addInterceptor(authentication).authenticator(authentication).build(),
        registry.newBuilder().addPathSegments("v2/" + name.repository()).build(),
        name,
        who);
  }

  /** What is under a name, and the digest of its bytes. */
  record Manifest(String digest, JsonObject json) {}

  /** The manifest under the name's tag, of whatever image it is. */
  Optional<Manifest> manifest() throws IOException {
    Request request =
        new Request.Builder().url(manifestUrl()).header("Accept", Bundle.MANIFEST_TYPE).build();
    try (Response response = execute(request)) {
      if (!found(response, "read the manifest")) {
        return Optional.empty();
      }
      ByteString body = response.body().byteString();
      return Optional.of(
          new Manifest(Blob.digest(body), JsonParser.parseString(body.utf8()).getAsJsonObject()));
    } catch (JsonParseException | IllegalStateException malformed) {
      throw new RegistryRefusal(name + ": its manifest is not JSON", malformed);
    }
  }

  boolean has(String digest) throws IOException {
    Request request = new Request.Builder().url(blobUrl(digest)).head().build();
    try (Response response = execute(request)) {
      return found(response, "look for blob " + digest);
    }
  }

  /** Uploads a blob in two requests: one asks where to, one sends it there. */
  void upload(Blob blob) throws IOException {
    HttpUrl uploads = repository.newBuilder().addPathSegments("blobs/uploads/").build();
    Request ask =
        new Request.Builder().url(uploads).post(RequestBody.create(ByteString.EMPTY, null)).build();
    HttpUrl place;
    try (Response response = execute(ask)) {
      check(response, "begin an upload");
      place = place(response);
    }
    Request send =
        new Request.Builder()
            .url(place.newBuilder().addQueryParameter("digest", blob.digest()).build())
            .put(RequestBody.create(blob.bytes(), BYTES))
            .build();
    try (Response response = execute(send)) {
      check(response, "upload blob " + blob.digest());
    }
  }

  private HttpUrl place(Response response) throws RegistryRefusal {
    String location = response.header("Location", "");
    HttpUrl place = location.isEmpty() ? null : response.request().url().resolve(location);
    if (place == null) {
      throw new RegistryRefusal(name + ": the registry did not say where to upload to");
    }
    return place;
  }

  /** Puts the manifest under the name's tag. */
  void put(Blob manifest) throws IOException {
    Request request =
        new Request.Builder()
            .url(manifestUrl())
            .put(RequestBody.create(manifest.bytes(), MediaType.get(manifest.mediaType())))
            .build();
    try (Response response = execute(request)) {
      check(response, "write the manifest");
      String digest = response.header("Docker-Content-Digest", manifest.digest());
      if (!manifest.digest().equals(digest)) {
        throw new RegistryRefusal(
            "%s: the registry stored %s instead of %s".formatted(name, digest, manifest.digest()));
      }
    }
  }

  private HttpUrl manifestUrl() {
    return repository.newBuilder().addPathSegments("manifests/" + name.tag()).build();
  }

  private HttpUrl blobUrl(String digest) {
    return repository.newBuilder().addPathSegments("blobs/" + digest).build();
  }

  private Response execute(Request request) throws IOException {
    try {
      return client.newCall(request).execute();
    } catch (RegistryRefusal refusal) {
      throw refusal;
    } catch (IOException unreachable) {
      throw new RegistryRefusal(
          "%s: the registry cannot be reached: %s%s"
              .formatted(name, unreachable.getMessage(), remedy(unreachable)),
          unreachable);
    }
  }

  private String remedy(IOException unreachable) {
    if (unreachable instanceof SSLPeerUnverifiedException) {
      return "; its certificate is for another host";
    }
    for (Throwable cause = unreachable; cause != null; cause = cause.getCause()) {
      if (cause instanceof CertificateException || cause instanceof CertPathBuilderException) {
        return "; if you trust it, name its authority with --ca-file";
      }
    }
    return repository.isHttps()
        ? "; look at its name and port, and if it has no TLS, say so with --plain-http"
        : "; look at its name and port";
  }

  private boolean found(Response response, String what) throws IOException {
    if (response.code() == 404) {
      return false;
    }
    check(response, what);
    return true;
  }

  private void check(Response response, String what) throws IOException {
    if (!response.isSuccessful()) {
      throw new RegistryRefusal(
          "%s: could not %s: the registry answered %d%s%s"
              .formatted(name, what, response.code(), reason(response), remedy(response.code())));
    }
  }

  /** The registry's own words, where it has any. */
  private static String reason(Response response) throws IOException {
    String body = response.body().string().strip();
    return body.isEmpty() ? "" : " " + body.substring(0, Math.min(body.length(), 300));
  }

  private String remedy(int code) {
    return switch (code) {
      case 401 ->
          who.map(w -> "; check the password of " + w.username())
              .orElse("; log in, or name --username and --password-file");
      case 403 -> "; ask for the right to push there";
      case 429, 500, 502, 503, 504 -> "; try again later";
      default -> "";
    };
  }
}
