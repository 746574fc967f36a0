package ai.kubernaut.we.bundle;

import okio.ByteString;

/** Bytes with their media type; in a registry their digest is their name. */
record Blob(String mediaType, ByteString bytes) {

  String digest() {
    return digest(bytes);
  }

  /** {@code sha256:} and 64 hex digits. */
  static String digest(ByteString bytes) {
    return "sha256:" + bytes.sha256().hex();
  }
}
