package ai.kubernaut.we.controller.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every key either takes effect at once, or is named as waiting for a restart. */
class ReloadTest {

  @ParameterizedTest(name = "{0}")
  @MethodSource("ai.kubernaut.we.controller.config.ConfigurationDefaultsTest#keys")
  void everyKeyTakesEffectOrIsNamed(ConfigurationDefaultsTest.Key key) {
    Configuration running = Configuration.defaults();
    Reload reload = Reload.of(running, key.inFile());

    Object inForce = key.value().apply(reload.inForce());
    if (reload.pending().isEmpty()) {
      assertThat(reload.changed()).containsExactly(key.path());
      assertThat(inForce).isEqualTo(key.set());
    } else {
      assertThat(reload.pending()).containsExactlyInAnyOrderElementsOf(key.paths());
      assertThat(reload.changed()).isEmpty();
      assertThat(inForce).isEqualTo(key.byDefault());
    }
  }

  @Test
  void whatIsTheSameChangesNothing() throws InvalidConfiguration {
    Configuration running = Configuration.defaults();
    Configuration file = Configuration.parse("test", "controller: {workers: 8} # the default");

    assertThat(Reload.of(running, file)).isEqualTo(new Reload(running, List.of(), List.of()));
  }

  @Test
  void whatTakesEffectDoesNotWaitForWhatDoesNot() throws InvalidConfiguration {
    Configuration file =
        Configuration.parse(
            "test", "logging: {level: debug}\ncontroller: {workers: 2, metricsAddr: ':1234'}");
    Reload reload = Reload.of(Configuration.defaults(), file);

    assertThat(reload.changed()).containsExactly("logging.level");
    assertThat(reload.pending()).containsExactly("controller.metricsAddr", "controller.workers");
    assertThat(reload.inForce().logging().level()).isEqualTo("debug");
    assertThat(reload.inForce().controller()).isEqualTo(Configuration.defaults().controller());
  }
}
