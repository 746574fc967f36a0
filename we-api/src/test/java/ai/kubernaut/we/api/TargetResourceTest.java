package ai.kubernaut.we.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Targets as they are written, and the form in which two spellings of one are equal. */
class TargetResourceTest {

  @Test
  void hasTwoOrThreeParts() {
    assertThat(TargetResource.parse("shop/Deployment/cart"))
        .contains(new TargetResource(Optional.of("shop"), "Deployment", "cart"));
    assertThat(TargetResource.parse("node/worker-1"))
        .contains(new TargetResource(Optional.empty(), "node", "worker-1"));
  }

  @ParameterizedTest(name = "\"{0}\" is none")
  @ValueSource(
      strings = {
        "",
        "/",
        "//",
        "cart",
        "/cart",
        "deployment/",
        "shop//cart",
        "/deployment/cart",
        "shop/deployment/",
        " /deployment/cart",
        "shop/ /cart",
        "a/b/c/d",
        "a/b/c/"
      })
  void hasNoEmptyPart(String text) {
    assertThat(TargetResource.parse(text)).isEmpty();
  }

  @Test
  void cannotBeMadeWithAnEmptyPart() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TargetResource(Optional.of(""), "node", "a"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TargetResource(Optional.empty(), "", "a"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TargetResource(Optional.empty(), "node", ""));
  }

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource({
    "shop/Deployment/cart, shop/deployment/cart",
    "shop/deployment/cart, shop/deployment/cart",
    "Node/worker-1, node/worker-1",
    "Shop/Deployment/Cart, Shop/deployment/Cart"
  })
  void isOneTargetHoweverItsKindIsSpelled(String text, String canonical) {
    assertThat(TargetResource.parse(text).orElseThrow().canonical()).isEqualTo(canonical);
  }

  @Test
  void isOneTargetInEveryLocale() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("tr"));
      assertThat(TargetResource.parse("a/INGRESS/b").orElseThrow().canonical())
          .isEqualTo("a/ingress/b");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void isWrittenAsItWasRead() {
    assertThat(TargetResource.parse("shop/Deployment/cart").orElseThrow())
        .hasToString("shop/Deployment/cart");
    assertThat(TargetResource.parse("Node/a").orElseThrow()).hasToString("Node/a");
  }
}
