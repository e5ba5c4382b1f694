package dev.usertemplate.core;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final JavaClasses CORE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.usertemplate");

  @Test
  void the_core_depends_on_nothing_but_the_jdk() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("dev.usertemplate.core..", "java..", "org.jspecify.annotations..")
        .because("whoever embeds the core gets no library with it, and no adapter leaks into it")
        .check(CORE);
  }

  @Test
  void the_schema_stands_by_itself() {
    classes()
        .that()
        .resideInAPackage("dev.usertemplate.core.schema..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "dev.usertemplate.core.schema..", "java..", "org.jspecify.annotations..")
        .because("columns and rules are data that every use case builds on, not the reverse")
        .check(CORE);
  }

  @Test
  void the_core_neither_prints_nor_ends_the_program() {
    noClasses()
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .orShould()
        .callMethod(System.class, "exit", int.class)
        .because("what a person sees, and when a program ends, is for the drivers to decide")
        .check(CORE);
  }
}
