package ai.kubernaut.we.controller.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kubernaut.we.controller.config.Configuration.Logging;
import ai.kubernaut.we.kubernetes.Json;
import com.google.gson.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class LogsTest {

  private static final Logger OWN = LoggerFactory.getLogger("ai.kubernaut.we.controller.Own");
  private static final Logger OTHER = LoggerFactory.getLogger("okhttp3.Other");

  private final PrintStream before = System.err;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @BeforeEach
  void capture() {
    System.setErr(new PrintStream(out, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void release() {
    System.setErr(before);
    Logs.configure(new Logging("warn", "text"));
  }

  @Test
  void aTextIsOneLineWithItsKeysWhateverItSays() {
    Logs.configure(new Logging("info", "text"));
    OWN.atInfo().addKeyValue("name", "a").addKeyValue("uid", "7").log("done\n12:00 ERROR forged");

    assertThat(lines())
        .singleElement()
        .asString()
        .contains("INFO  Own: done 12:00 ERROR forged name=a uid=7");
  }

  @Test
  void jsonIsOneObjectALineWithItsKeys() {
    Logs.configure(new Logging("info", "json"));
    OWN.atInfo().addKeyValue("name", "a").addKeyValue("uid", "7").log("done\n{}", "forged");

    JsonObject line = Json.parse(lines().get(0)).orElseThrow();
    assertThat(lines()).hasSize(1);
    assertThat(Json.string(line, "level")).contains("INFO");
    assertThat(Json.string(line, "formattedMessage")).contains("done\nforged");
    assertThat(Json.objects(line, "kvpList"))
        .extracting(Object::toString)
        .containsExactly("{\"name\":\"a\"}", "{\"uid\":\"7\"}");
  }

  @Test
  void theLevelIsThatOfThisProjectAndCanChange() {
    Logs.configure(new Logging("info", "text"));
    OWN.debug("one");
    Logs.configure(new Logging("debug", "text"));
    OWN.debug("two");
    OTHER.info("three");
    OTHER.warn("four");

    assertThat(lines()).hasSize(2);
    assertThat(lines().get(0)).endsWith("two ");
    assertThat(lines().get(1)).endsWith("four ");
  }

  private List<String> lines() {
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
