package ai.kubernaut.we.core;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import ai.kubernaut.we.api.WorkflowExecutionStatus;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What lets the core be explored exhaustively: the same input always gives the same answer. */
class PurityTest {

  private static final JavaClasses CORE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("ai.kubernaut.we.core");

  private static final Set<String> READINGS_OF_THE_SYSTEM =
      Set.of(
          "now",
          "currentTimeMillis",
          "nanoTime",
          "getenv",
          "getProperty",
          "lineSeparator",
          "systemDefault",
          "getDefault");

  @Test
  void seesTheWholeCore() {
    assertThat(CORE).hasSizeGreaterThan(60);
  }

  @Test
  void readsNoClockAndNothingElseOfTheSystem() {
    noClasses()
        .should()
        .callCodeUnitWhere(isAReadingOfTheSystem())
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(Clock.class)
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(InstantSource.class)
        .because("time is an argument of every decision")
        .check(CORE);
  }

  private static DescribedPredicate<JavaCodeUnitAccess<?>> isAReadingOfTheSystem() {
    return describe(
        "reads a clock, a locale or the environment",
        access ->
            access.getTargetOwner().getPackageName().matches("java\\.(lang|time|util)(\\..*)?")
                && READINGS_OF_THE_SYSTEM.contains(access.getTarget().getName()));
  }

  @Test
  void drawsNoLots() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .areAssignableTo(Random.class)
        .orShould()
        .dependOnClassesThat(resideInAnyPackage("java.util.random"))
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(UUID.class)
        .orShould()
        .callMethod(Math.class, "random")
        .because("a run has to be repeatable from its input")
        .check(CORE);
  }

  @Test
  void startsNoThreadsAndReachesNothingOutside() {
    noClasses()
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                "java.util.concurrent..",
                "java.io..",
                "java.net..",
                "java.nio.file..",
                "java.nio.channels..",
                "java.util.logging..",
                "java.sql..",
                "javax.."))
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(Thread.class)
        .because("effects are values that the shell carries out")
        .check(CORE);
  }

  @Test
  void dependsOnNothingButTheContractAndThePlatform() {
    classes()
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(
                "ai.kubernaut.we.core..", "ai.kubernaut.we.api..", "java..", "org.jspecify.."))
        .because("whoever embeds the core gets nothing else with it")
        .check(CORE);
  }

  @Test
  void hasNoPackageCycles() {
    slices()
        .matching("ai.kubernaut.we.core.(*)..")
        .should()
        .beFreeOfCycles()
        .because("a package is one idea")
        .check(CORE);
  }

  @Test
  void writesStatusesInOnePlace() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("ai.kubernaut.we.core.settle.Transitions")
        .should()
        .accessClassesThat()
        .areAssignableTo(WorkflowExecutionStatus.Builder.class)
        .orShould()
        .callConstructorWhere(
            describe(
                "makes a status",
                call -> call.getTargetOwner().isEquivalentTo(WorkflowExecutionStatus.class)))
        .because("each change of an execution is one status value, made where all rules are")
        .check(CORE);
  }
}
