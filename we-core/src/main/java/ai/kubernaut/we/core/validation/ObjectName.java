package ai.kubernaut.we.core.validation;

import java.util.regex.Pattern;

/** The names that most Kubernetes objects may have: DNS subdomains. */
public final class ObjectName {

  private static final Pattern SUBDOMAIN =
      Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");
  private static final int LONGEST = 253;

  private ObjectName() {}

  public static boolean isValid(String name) {
    return name.length() <= LONGEST && SUBDOMAIN.matcher(name).matches();
  }
}
