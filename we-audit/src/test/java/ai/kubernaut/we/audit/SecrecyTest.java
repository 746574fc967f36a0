package ai.kubernaut.we.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.kubernaut.we.api.WorkflowExecution;
import ai.kubernaut.we.api.WorkflowExecutionSpec;
import ai.kubernaut.we.core.audit.OwedAudit;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What events say stays out of the log. */
class SecrecyTest {

  private static final String SECRET = "v4lue-0f-4-p4r4meter";
  private static final Duration TINY = Duration.ofMillis(1);

  private final Logger logger = (Logger) LoggerFactory.getLogger("ai.kubernaut");
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final PretendSink sink = new PretendSink();

  @BeforeEach
  void listen() {
    log.start();
    logger.addAppender(log);
  }

  @AfterEach
  void stop() {
    logger.detachAppender(log);
  }

  @Test
  void failuresRefusalsAndSurrendersAreLoggedWithoutPayloads() throws InterruptedException {
    DeliveringTrail trail =
        DeliveringTrail.to(sink)
            .limits(DeliveryLimits.DEFAULTS.batches(1, 1, TINY).pausing(TINY, TINY))
            .deadLetters(events -> {})
            .start();
    sink.answering(batch -> Receipt.later("down"));
    trail.submit(OwedAudit.of(secretive("a")));
    await().until(() -> sink.batches().size() > 3);
    sink.answering(batch -> Receipt.refused("because of " + batch));
    await().until(() -> trail.progress("a").rejected().isPresent());
    sink.answering(batch -> Receipt.later("down"));
    trail.submit(OwedAudit.of(secretive("b")));
    trail.surrender(OwedAudit.of(secretive("b")));
    trail.close(TINY);

    assertThat(List.copyOf(log.list))
        .extracting(ILoggingEvent::getFormattedMessage)
        .anyMatch(line -> line.contains("takes no events now"))
        .anyMatch(line -> line.contains("refused"))
        .anyMatch(line -> line.contains("gave up"))
        .noneMatch(line -> line.contains(SECRET));
  }

  private static WorkflowExecution secretive(String uid) {
    return Executions.with(
        uid,
        Optional.of(
            WorkflowExecutionSpec.of(
                    "node/worker-1",
                    Executions.workflow().declaredParameters(Map.of("P", true)).build())
                .withParameters(Map.of("P", SECRET))),
        Executions.completed(uid).status());
  }
}
