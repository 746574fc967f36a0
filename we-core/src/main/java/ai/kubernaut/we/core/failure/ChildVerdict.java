package ai.kubernaut.we.core.failure;

import ai.kubernaut.we.api.FailureReason;
import ai.kubernaut.we.core.failure.Evidence.Verdict;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is left to say when only the child itself tells of its end. */
final class ChildVerdict {

  private static final Pattern EXIT_CODE = Pattern.compile("\\bwith exit code (\\d{1,9})\\b");

  private static final String ADVICE =
      "Look for its log where logs are collected" + Finding.HOW_FAR;

  private ChildVerdict() {}

  static boolean late(Evidence evidence) {
    return evidence.verdict().filter(v -> v.reason().equals("DeadlineExceeded")).isPresent();
  }

  static Finding tooSlow() {
    return Finding.of(
        FailureReason.DEADLINE_EXCEEDED,
        "The workflow was still running at its deadline and was stopped.",
        "Check how far it had come; give it more time in spec.timesOutAt or"
            + " spec.executionConfig.timeout.");
  }

  static Finding lateForNoKnownCause() {
    return Finding.of(
        FailureReason.DEADLINE_EXCEEDED,
        "The deadline passed; whether the workflow had started by then was not seen.",
        "Look at the Events of the execution namespace, and check the target before anything"
            + " else runs on it.");
  }

  static Finding lateBeforeTheStart() {
    return Finding.of(
        FailureReason.DEADLINE_EXCEEDED,
        "The deadline passed before anything had started, and nothing says what it waited for.",
        "Look whether the controllers that should have taken it up are running.");
  }

  static Finding of(Evidence evidence) {
    return evidence.verdict().map(ChildVerdict::said).orElseGet(ChildVerdict::silent);
  }

  private static Finding said(Verdict verdict) {
    return exitCode(verdict.message())
        .map(code -> exited(verdict, code))
        .orElseGet(() -> unseen(verdict));
  }

  private static Finding exited(Verdict verdict, int code) {
    String meaning = code == 137 ? ": it was killed, perhaps for lack of memory" : "";
    return Finding.of(
            FailureReason.TASK_FAILED,
            Words.because(
                "The workflow ended with exit code %d%s".formatted(code, meaning),
                verdict.message()),
            ADVICE)
        .withExitCode(Optional.of(code));
  }

  private static Finding unseen(Verdict verdict) {
    return Finding.of(
        FailureReason.TASK_FAILED,
        Words.because(
            "The workflow failed (%s), and neither its pod nor an Event tells why"
                .formatted(verdict.reason()),
            verdict.message()),
        ADVICE);
  }

  private static Optional<Integer> exitCode(String message) {
    Matcher found = EXIT_CODE.matcher(message);
    return found.find() ? Optional.of(Integer.parseInt(found.group(1))) : Optional.empty();
  }

  private static Finding silent() {
    return Finding.of(
        FailureReason.EXECUTION_LOST,
        "The workflow's end was not seen, and nothing of it is left that could tell.",
        "Find out who deleted it and what it had done, before anything runs on this target again.");
  }
}
