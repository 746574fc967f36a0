package ai.kubernaut.we.testkit.embedded.api;

import ai.kubernaut.we.testkit.embedded.json.Json;
import ai.kubernaut.we.testkit.embedded.status.Refusal;
import ai.kubernaut.we.testkit.embedded.store.Compacted;
import ai.kubernaut.we.testkit.embedded.store.Listing;
import ai.kubernaut.we.testkit.embedded.store.ObjectKey;
import ai.kubernaut.we.testkit.embedded.store.Store;
import ai.kubernaut.we.testkit.embedded.store.StoredObject;
import com.google.gson.JsonObject;
import java.util.List;

/** Lists: consistent snapshots, now or in the past, whole or in pages. */
public final class Lists {
  private static final String TOO_OLD_TOKEN =
      "The provided continue parameter is too old to display a consistent list result. You can"
          + " start a new list without the continue parameter, or use the continue token in this"
          + " response to retrieve the remainder of the results. Continuing with the provided token"
          + " results in an inconsistent list - objects that were created, modified, or deleted"
          + " between the time the first chunk was returned and now may show up in the list.";

  private final Store store;

  public Lists(Store store) {
    this.store = store;
  }

  public Page list(Selection selection, ListQuery query) {
    query.check();
    if (!query.continueToken().isEmpty()) {
      return next(selection, query);
    }
    long wanted = Revisions.parse(query.resourceVersion());
    if (wanted > 0) {
      Revisions.requireReached(wanted, store);
    }
    return page(snapshot(selection, query, wanted), selection, query.limit(), "");
  }

  /**
   * A list that is some changes behind, as far as the history goes back, whatever version the query
   * asks for.
   */
  public Page stale(Selection selection, ListQuery query, int changes) {
    query.check();
    Place place = selection.place();
    Listing listing = store.listBehind(place.type().collection(), place.namespace(), changes);
    return page(listing, selection, query.limit(), "");
  }

  private Listing snapshot(Selection selection, ListQuery query, long wanted) {
    boolean exact =
        query.match().equals("Exact")
            || (wanted > 0 && query.limit() > 0 && query.match().isEmpty());
    if (exact && wanted > 0) {
      return past(selection, wanted);
    }
    ObjectKey only = selection.onlyKey();
    if (only != null) {
      long revision = store.revision();
      return new Listing(revision, store.get(only).map(List::of).orElse(List.of()));
    }
    Place place = selection.place();
    return store.list(place.type().collection(), place.namespace());
  }

  private Listing past(Selection selection, long revision) {
    Place place = selection.place();
    try {
      return store.listAt(place.type().collection(), place.namespace(), revision);
    } catch (Compacted e) {
      throw Refusal.expired("The resourceVersion for the provided list is too old.");
    }
  }

  private Page next(Selection selection, ListQuery query) {
    if (!query.resourceVersion().isEmpty() && !query.resourceVersion().equals("0")) {
      throw Refusal.badRequest("specifying resource version is not allowed when using continue");
    }
    PageToken token = PageToken.decode(query.continueToken());
    Place place = selection.place();
    try {
      Listing listing =
          token.revision() < 0
              ? store.list(place.type().collection(), place.namespace())
              : store.listAt(place.type().collection(), place.namespace(), token.revision());
      return page(listing, selection, query.limit(), token.start());
    } catch (Compacted e) {
      throw tooOld(token);
    }
  }

  private static Refusal tooOld(PageToken token) {
    Refusal refusal = Refusal.expired(TOO_OLD_TOKEN);
    JsonObject metadata = Json.child(refusal.status(), "metadata");
    metadata.addProperty("continue", new PageToken(-1, token.start()).encode());
    return refusal;
  }

  private static Page page(Listing listing, Selection selection, long limit, String after) {
    List<StoredObject> matching =
        listing.objects().stream()
            .filter(object -> after.isEmpty() || isAfter(object.key(), after))
            .filter(selection::matches)
            .toList();
    if (limit <= 0 || matching.size() <= limit) {
      return new Page(listing.revision(), matching, "", -1);
    }
    List<StoredObject> page = matching.subList(0, (int) limit);
    String token = new PageToken(listing.revision(), start(page.get(page.size() - 1))).encode();
    long remaining = selection.isFiltered() ? -1 : matching.size() - limit;
    return new Page(listing.revision(), page, token, remaining);
  }

  private static boolean isAfter(ObjectKey key, String start) {
    int slash = start.indexOf('/');
    int namespaces = key.namespace().compareTo(start.substring(0, Math.max(slash, 0)));
    return namespaces > 0
        || (namespaces == 0 && key.name().compareTo(start.substring(slash + 1)) > 0);
  }

  private static String start(StoredObject object) {
    return object.key().namespace() + "/" + object.key().name();
  }
}
