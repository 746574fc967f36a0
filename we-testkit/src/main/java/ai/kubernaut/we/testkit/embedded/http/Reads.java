package ai.kubernaut.we.testkit.embedded.http;

import ai.kubernaut.we.testkit.embedded.api.Answer;
import ai.kubernaut.we.testkit.embedded.api.ListQuery;
import ai.kubernaut.we.testkit.embedded.api.Lists;
import ai.kubernaut.we.testkit.embedded.api.ObjectRegistry;
import ai.kubernaut.we.testkit.embedded.api.Place;
import ai.kubernaut.we.testkit.embedded.api.Selection;
import ai.kubernaut.we.testkit.embedded.api.Watch;
import ai.kubernaut.we.testkit.embedded.api.WatchClock;
import ai.kubernaut.we.testkit.embedded.faults.Faults;
import java.io.IOException;

/** The verbs that change nothing. */
final class Reads {
  private final ObjectRegistry registry;
  private final Lists lists;
  private final Faults faults;
  private final WatchClock clock;

  Reads(ObjectRegistry registry, Faults faults, WatchClock clock) {
    this.registry = registry;
    this.faults = faults;
    this.clock = clock;
    lists = new Lists(registry.store());
  }

  Answer get(Request request, Place place) {
    return registry.get(place, request.query().text("resourceVersion"));
  }

  void list(Request request, Place place, Shaper shaper) throws IOException {
    int stale = request.disruption().stale();
    Selection selection = selection(request, place);
    ListQuery query = query(request, false);
    shaper.page(stale > 0 ? lists.stale(selection, query, stale) : lists.list(selection, query));
  }

  void watch(Request request, Place place, Format format, Reply reply)
      throws IOException, InterruptedException {
    Watch watch =
        new Watch(registry.store(), selection(request, place), query(request, true), clock);
    String include = request.query().text("includeObject");
    WatchStream stream = new WatchStream(place.type(), format, include, reply);
    DisturbedSink sink = new DisturbedSink(stream, faults, request.attributes());
    watch.run(sink);
    if (sink.isBroken()) {
      reply.breakOff();
    } else {
      stream.end();
    }
  }

  static Selection selection(Request request, Place place) {
    return Selection.of(
        place, request.query().text("labelSelector"), request.query().text("fieldSelector"));
  }

  static ListQuery query(Request request, boolean watch) {
    Query query = request.query();
    return new ListQuery(
        query.text("resourceVersion"),
        query.text("resourceVersionMatch"),
        query.number("limit"),
        query.text("continue"),
        watch,
        query.flag("allowWatchBookmarks"),
        query.has("sendInitialEvents") ? query.flag("sendInitialEvents") : null,
        query.number("timeoutSeconds"));
  }
}
