package ai.kubernaut.we.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The jar that is shipped has every class that ours use, whatever only tests would bring along. */
class ShippedClassesIT {

  private static final Path JAR = Path.of("..", "we-controller", "target", "we-controller.jar");

  @Test
  void nothingThatOurClassesUseIsLeftOutOfTheJar() throws IOException {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      JavaClasses ours =
          new ClassFileImporter()
              .withImportOption(location -> location.contains("/ai/kubernaut/we/"))
              .importJar(jar);
      Set<String> used = used(ours);

      assertThat(used).hasSizeGreaterThan(500);
      assertThat(used).filteredOn(name -> !isThere(jar, name)).isEmpty();
    }
  }

  private static Set<String> used(JavaClasses classes) {
    return classes.stream()
        .flatMap(c -> c.getDirectDependenciesFromSelf().stream())
        .map(Dependency::getTargetClass)
        .map(JavaClass::getBaseComponentType)
        .filter(c -> !c.isPrimitive())
        .map(JavaClass::getName)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static boolean isThere(JarFile jar, String name) {
    return jar.getEntry(name.replace('.', '/') + ".class") != null || isOfThePlatform(name);
  }

  private static boolean isOfThePlatform(String name) {
    String file = name.replace('.', '/') + ".class";
    return ClassLoader.getPlatformClassLoader().getResource(file) != null;
  }
}
