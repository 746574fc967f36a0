package ai.kubernaut.we.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The jars, as somebody finds them who puts them on a module path. */
class PublishedJarsIT {

  static List<String> published() {
    return PublishedModulesTest.published();
  }

  private static ModuleDescriptor descriptor(String module) {
    return ModuleFinder.of(jar(module)).findAll().stream()
        .map(ModuleReference::descriptor)
        .findFirst()
        .orElseThrow();
  }

  /** The jar of a module's classes alone. */
  private static Path jar(String module) {
    String version = Pom.of("").child("version").orElseThrow().content();
    return Path.of("..", module, "target", module + "-" + version + ".jar");
  }

  @ParameterizedTest
  @MethodSource("published")
  void aJarNamesItsModule(String module) {
    assertThat(descriptor(module).isAutomatic()).isTrue();
    assertThat(descriptor(module).name()).isEqualTo(Pom.of(module).text("java.module.name"));
  }

  /** It is what the command line says, and the image of Jib has no other jar of it. */
  @Test
  void theControllerKnowsItsVersion() throws IOException {
    try (JarFile jar = new JarFile(jar("we-controller").toFile())) {
      assertThat(jar.getManifest().getMainAttributes().getValue("Implementation-Version"))
          .isEqualTo(Pom.of("").child("version").orElseThrow().content());
    }
  }

  @Test
  void noPackageIsInTwoOfThem() {
    List<String> packages = new ArrayList<>();
    published().forEach(module -> packages.addAll(descriptor(module).packages()));
    assertThat(packages).isNotEmpty().doesNotHaveDuplicates();
  }
}
