package ai.kubernaut.we.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the modules may know of each other, beyond what Maven can say. */
class ArchitectureTest {

  private static final String ROOT = "ai.kubernaut.we";

  private static JavaClasses all;

  @BeforeAll
  static void readClasses() {
    all =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);
  }

  @Test
  void contractAndDecisionsKnowNothingButJava() {
    classes()
        .that()
        .resideInAnyPackage(ROOT + ".api..", ROOT + ".core..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "org.jspecify..", ROOT + ".api..", ROOT + ".core..")
        .because("they are what others embed, and what is explored exhaustively")
        .check(all);
  }

  @Test
  void noPackageDependsOnItselfInACircle() {
    slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(all);
  }

  @Test
  void theRuntimeKnowsNoExecution() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + ".controller.runtime..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(ROOT + ".api..", ROOT + ".core..", ROOT + ".controller")
        .because("a runtime that knows what it runs cannot be tested without it")
        .check(all);
  }

  @Test
  void executorsOnlyTranslate() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + ".executor..")
        .should()
        .dependOnClassesThat()
        .haveSimpleNameEndingWith("KubernetesApi")
        .orShould()
        .dependOnClassesThat()
        .resideInAnyPackage("okhttp3..", ROOT + ".controller..")
        .because("the controller makes every call")
        .check(all);
  }

  @Test
  void nobodyUsesTheClientsInformersQueuesElectorsOrCalls() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.kubernetes.client.informer..",
            "io.kubernetes.client.extended..",
            "io.kubernetes.client.openapi.apis..",
            "io.kubernetes.client.util.generic..")
        .because("docs/api-server-faults.md says how they fail")
        .check(all);
  }

  @Test
  void nothingShippedKnowsTheTestKit() {
    noClasses()
        .that()
        .resideOutsideOfPackages(ROOT + ".testkit..", ROOT + ".demo..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOT + ".testkit..")
        .check(all);
  }
}
