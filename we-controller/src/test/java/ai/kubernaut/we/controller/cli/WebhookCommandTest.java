package ai.kubernaut.we.controller.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookCommandTest {

  @Test
  void needsCertificateAndKey() {
    assertThat(CommandRun.of("webhook").exitCode()).isEqualTo(2);
    assertThat(CommandRun.of("webhook").err()).contains("--cert").contains("--key");
  }

  @Test
  void namesAFileThatIsMissing() {
    CommandRun run =
        CommandRun.of("webhook", "--address", "127.0.0.1:0", "--cert", "no.crt", "--key", "no.key");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("no.crt: there is no such file");
  }

  @ParameterizedTest
  @ValueSource(strings = {"9443", "host", ":99999", "a b:1"})
  void namesAnAddressThatIsNone(String address) {
    CommandRun run =
        CommandRun.of("webhook", "--address", address, "--cert", "no.crt", "--key", "no.key");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).startsWith("--address: ");
  }
}
