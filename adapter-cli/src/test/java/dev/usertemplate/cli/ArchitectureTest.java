package dev.usertemplate.cli;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.base.DescribedPredicate.or;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.FileDescriptor;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final JavaClasses CLI =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.usertemplate.cli");

  @Test
  void the_command_line_depends_on_the_core_and_its_two_libraries() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "dev.usertemplate.cli..",
            "dev.usertemplate.core..",
            "picocli..",
            "tools.jackson..",
            "java..",
            "org.jspecify.annotations..")
        .because("a driver knows the core; renderers are found at run time, other drivers never")
        .check(CLI);
  }

  @Test
  void json_is_made_in_one_place() {
    classes()
        .that()
        .doNotHaveFullyQualifiedName(Json.class.getName())
        .should()
        .onlyDependOnClassesThat()
        .resideOutsideOfPackage("tools.jackson..")
        .because("one shape for all of it, and what writes none starts faster without Jackson")
        .check(CLI);
  }

  @Test
  void only_main_touches_the_process_streams() {
    classes()
        .that()
        .doNotHaveFullyQualifiedName(Main.class.getName())
        .should()
        .onlyAccessFieldsThat(not(owner(belongToAnyOf(System.class, FileDescriptor.class))))
        .because("commands are given their streams, so that anything can call and test them")
        .check(CLI);
  }

  @Test
  void only_main_ends_the_program() {
    classes()
        .that()
        .doNotHaveFullyQualifiedName(Main.class.getName())
        .should()
        .onlyCallMethodsThat(
            or(
                not(owner(belongToAnyOf(System.class, Runtime.class))),
                nameMatching("getenv|getProperty|console|lineSeparator")))
        .because("of the process, commands may read the environment, no more")
        .check(CLI);
  }

  @Test
  void nothing_but_main_is_public() {
    classes()
        .that()
        .areTopLevelClasses()
        .and()
        .doNotHaveFullyQualifiedName(Main.class.getName())
        .should()
        .notHaveModifier(JavaModifier.PUBLIC)
        .because("the program is used from a shell, not as a library")
        .check(CLI);
  }
}
