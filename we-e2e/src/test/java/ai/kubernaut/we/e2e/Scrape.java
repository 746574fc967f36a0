package ai.kubernaut.we.e2e;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a controller says when Prometheus asks. */
record Scrape(String text, List<Sample> samples, Map<String, String> types, Set<String> helped) {

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Pattern SAMPLE = Pattern.compile("(\\w+)(?:\\{(.*)})? (\\S+)");
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"([^\"]*)\"");

  /** One value. */
  record Sample(String name, Map<String, String> labels, double value) {

    /** All but the value. */
    String series() {
      return name + labels;
    }
  }

  static Scrape of(int port) throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + port + "/metrics");
    return parse(
        HTTP.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
            .body());
  }

  private static Scrape parse(String text) {
    List<Sample> samples = new ArrayList<>();
    Map<String, String> types = new HashMap<>();
    for (String line : text.lines().toList()) {
      if (line.startsWith("# TYPE ")) {
        String[] words = line.split(" ", 4);
        types.put(words[2], words[3]);
      }
      Matcher sample = SAMPLE.matcher(line);
      if (sample.matches()) {
        samples.add(
            new Sample(
                sample.group(1),
                labels(sample.group(2) == null ? "" : sample.group(2)),
                Double.parseDouble(sample.group(3))));
      }
    }
    Set<String> helped =
        text.lines()
            .filter(line -> line.matches("# HELP \\w+ \\S.*"))
            .map(line -> line.split(" ", 4)[2])
            .collect(Collectors.toSet());
    return new Scrape(text, samples, types, helped);
  }

  private static Map<String, String> labels(String text) {
    Map<String, String> labels = new TreeMap<>();
    Matcher label = LABEL.matcher(text);
    while (label.find()) {
      labels.put(label.group(1), label.group(2));
    }
    return labels;
  }

  /** The samples of this project's own metrics. */
  List<Sample> own() {
    return samples.stream().filter(s -> s.name().startsWith("workflowexecution_")).toList();
  }

  /** The sum over all samples of that name whose labels have these values. */
  double sum(String name, String... labelsAndValues) {
    return samples.stream()
        .filter(sample -> sample.name().equals(name))
        .filter(sample -> matches(sample, labelsAndValues))
        .mapToDouble(Sample::value)
        .sum();
  }

  private static boolean matches(Sample sample, String... labelsAndValues) {
    for (int i = 0; i < labelsAndValues.length; i += 2) {
      if (!labelsAndValues[i + 1].equals(sample.labels().get(labelsAndValues[i]))) {
        return false;
      }
    }
    return true;
  }
}
