package ai.kubernaut.we.testkit.embedded.api;

import ai.kubernaut.we.testkit.embedded.status.Refusal;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The patch formats, by media type. */
public enum PatchType {
  JSON("application/json-patch+json"),
  MERGE("application/merge-patch+json"),
  STRATEGIC("application/strategic-merge-patch+json"),
  APPLY("application/apply-patch+yaml");

  private final String mediaType;

  PatchType(String mediaType) {
    this.mediaType = mediaType;
  }

  /** The format of a media type; custom resources have no strategic merge. */
  public static PatchType of(String mediaType, boolean custom) {
    for (PatchType type : values()) {
      if (type.mediaType.equals(mediaType) && !(custom && type == STRATEGIC)) {
        return type;
      }
    }
    String supported =
        Arrays.stream(values())
            .filter(type -> !(custom && type == STRATEGIC))
            .map(type -> type.mediaType)
            .collect(Collectors.joining(", "));
    throw Refusal.unknownPatchType(supported);
  }
}
