package ai.kubernaut.we.audit;

/** Told of what becomes of audit events. Implementations must be quick and must not throw. */
public interface AuditMetrics {

  /** Counts nothing. */
  AuditMetrics NONE =
      new AuditMetrics() {
        @Override
        public void backlog(int events) {}

        @Override
        public void delivered(int events) {}

        @Override
        public void rejected() {}

        @Override
        public void deadLettered(int events) {}

        @Override
        public void retried() {}
      };

  /** So many events are on their way now. */
  void backlog(int events);

  /** The sink confirmed so many more. */
  void delivered(int events);

  /** The sink refused one more for good. */
  void rejected();

  /** So many more went to the dead letters. */
  void deadLettered(int events);

  /** One more attempt had to be repeated. */
  void retried();
}
