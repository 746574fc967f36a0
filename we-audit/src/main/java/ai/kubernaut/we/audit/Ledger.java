package ai.kubernaut.we.audit;

import ai.kubernaut.we.core.audit.AuditEventType;
import ai.kubernaut.we.core.audit.AuditProgress;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What has become of the events of each execution, until it is forgotten. */
final class Ledger {

  private final Map<String, Account> accounts = new HashMap<>();

  private static final class Account {
    private final Set<AuditEventType> submitted = EnumSet.noneOf(AuditEventType.class);
    private final Set<AuditEventType> underway = EnumSet.noneOf(AuditEventType.class);
    private final Set<AuditEventType> confirmed = EnumSet.noneOf(AuditEventType.class);
    private final Map<AuditEventType, String> refused = new EnumMap<>(AuditEventType.class);

    /** A refusal is told once it is the last word: nothing else is underway. */
    AuditProgress progress() {
      return new AuditProgress(
          submitted, confirmed, underway.isEmpty() ? refusals() : Optional.empty());
    }

    private Optional<String> refusals() {
      return refused.isEmpty()
          ? Optional.empty()
          : Optional.of(
              refused.entrySet().stream()
                  .map(entry -> entry.getKey() + ": " + entry.getValue())
                  .collect(Collectors.joining("; ")));
    }
  }

  void submitted(String uid, AuditEventType type) {
    Account account = accounts.computeIfAbsent(uid, absent -> new Account());
    account.submitted.add(type);
    account.underway.add(type);
  }

  void confirmed(String uid, AuditEventType type) {
    settled(uid, type).ifPresent(account -> account.confirmed.add(type));
  }

  void refused(String uid, AuditEventType type, String reason) {
    settled(uid, type).ifPresent(account -> account.refused.put(type, reason));
  }

  /**
   * Gives an event up.
   *
   * @return false where its fate was known: confirmed, refused or given up before
   */
  boolean surrendered(String uid, AuditEventType type) {
    Account account = accounts.computeIfAbsent(uid, absent -> new Account());
    return account.underway.remove(type) || account.submitted.add(type);
  }

  /** Whether it was handed over, whatever became of it. */
  boolean knows(String uid, AuditEventType type) {
    return account(uid).filter(account -> account.submitted.contains(type)).isPresent();
  }

  boolean underway(String uid, AuditEventType type) {
    return account(uid).filter(account -> account.underway.contains(type)).isPresent();
  }

  /** Whether nothing of the execution is underway. */
  boolean quiet(String uid) {
    return account(uid).filter(account -> !account.underway.isEmpty()).isEmpty();
  }

  AuditProgress progress(String uid) {
    return account(uid).map(Account::progress).orElse(AuditProgress.NONE);
  }

  void forget(String uid) {
    accounts.remove(uid);
  }

  private Optional<Account> settled(String uid, AuditEventType type) {
    return account(uid).filter(account -> account.underway.remove(type));
  }

  private Optional<Account> account(String uid) {
    return Optional.ofNullable(accounts.get(uid));
  }
}
