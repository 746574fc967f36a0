package ai.kubernaut.we.controller.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Guesses which name was meant by one that nobody knows. */
final class NearestName {

  private static final int MOST_EDITS = 3;

  private record Candidate(String name, int edits) {}

  private NearestName() {}

  /** The closest of the names, if it is close enough to be what was meant; case counts nothing. */
  static Optional<String> to(String written, Collection<String> names) {
    int most = Math.min(MOST_EDITS, Math.max(1, written.length() / 3));
    return names.stream()
        .map(name -> new Candidate(name, edits(lower(written), lower(name))))
        .filter(candidate -> candidate.edits() <= most)
        .min(Comparator.comparingInt(Candidate::edits).thenComparing(Candidate::name))
        .map(Candidate::name);
  }

  /** How many letters have to be added, taken away or replaced to get from one to the other. */
  private static int edits(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[to.length()];
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
