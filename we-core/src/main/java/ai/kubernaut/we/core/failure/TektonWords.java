package ai.kubernaut.we.core.failure;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes the cause out of the sentences that Tekton puts around it. */
final class TektonWords {

  private static final Pattern POD_REFUSED =
      Pattern.compile(
          "(?:failed to create task run pod \"[^\"]*\": |TaskRun Pod exceeded available resources:"
              + " )(.*?)(?:\\. Maybe (?:missing or )?invalid Task.*)?",
          Pattern.DOTALL);

  private static final Pattern PULL_FAILED =
      Pattern.compile(
          ".*(?:The pod errored with the message: |and the pod with error: |is pending with reason )"
              + "\"(.*?)\\.?\"",
          Pattern.DOTALL);

  private static final Pattern RESOLUTION =
      Pattern.compile(
          "(?:Error retrieving pipeline for pipelinerun \\S+: )?"
              + "(?:resolver failed to get Pipeline : )?(?:error requesting remote resource: )?");

  private TektonWords() {}

  /** Why a pipeline could not be fetched. */
  static String resolution(String message) {
    return RESOLUTION.matcher(message).replaceFirst("");
  }

  /** Why a pod was not created. */
  static String podRefusal(String message) {
    return inside(POD_REFUSED, message);
  }

  /** Why an image was not pulled. */
  static String pullError(String message) {
    return inside(PULL_FAILED, message).replace("\\\"", "\"");
  }

  private static String inside(Pattern sentence, String message) {
    Matcher found = sentence.matcher(message);
    return found.matches() ? found.group(1) : message;
  }
}
