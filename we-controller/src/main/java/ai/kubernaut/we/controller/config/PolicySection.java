package ai.kubernaut.we.controller.config;

import ai.kubernaut.we.core.policy.Allowance;
import ai.kubernaut.we.core.policy.Bundles;
import ai.kubernaut.we.core.policy.Concurrency;
import ai.kubernaut.we.core.policy.ConfigMaps;
import ai.kubernaut.we.core.policy.Deadlines;
import ai.kubernaut.we.core.policy.Digests;
import ai.kubernaut.we.core.policy.ExecutionPolicy;
import ai.kubernaut.we.core.policy.Rule;
import ai.kubernaut.we.core.policy.Secrets;
import ai.kubernaut.we.core.policy.ServiceAccounts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The section that says who may run what. */
final class PolicySection {

  private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/\\-\\[\\]]*");
  private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?|\\*");
  private static final Duration LONGEST = Duration.ofHours(24);
  private static final int NO_LIMIT = 0;

  private PolicySection() {}

  static ExecutionPolicy read(Section s) {
    List<Rule> rules = new ArrayList<>();
    s.texts("bundles", "registries or repositories, such as registry.example.com/ops", PREFIX)
        .ifPresent(prefixes -> rules.add(new Bundles(prefixes)));
    if (s.flag("requireDigest", false)) {
      rules.add(new Digests());
    }
    rules.add(new ServiceAccounts(allowance(s, "serviceAccounts")));
    rules.add(new Secrets(allowance(s, "secrets")));
    rules.add(new ConfigMaps(allowance(s, "configMaps")));
    rules.add(new Deadlines(s.duration("maxTimeout", Duration.ofSeconds(1), LONGEST)));
    int most = s.count("maxConcurrent", NO_LIMIT, Integer.MAX_VALUE, NO_LIMIT);
    if (most != NO_LIMIT) {
      rules.add(new Concurrency(most));
    }
    return new ExecutionPolicy(rules);
  }

  private static Allowance allowance(Section s, String key) {
    return s.lists(key, "for each namespace a list of names, such as {ops: [restarter]}", NAME)
        .map(PolicySection::allowance)
        .orElse(Allowance.TRUSTED);
  }

  private static Allowance allowance(Map<String, List<String>> lists) {
    Map<String, Set<String>> names = new TreeMap<>();
    lists.forEach((namespace, list) -> names.put(namespace, Set.copyOf(list)));
    return new Allowance(names);
  }
}
