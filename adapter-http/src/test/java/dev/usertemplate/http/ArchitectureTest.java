package dev.usertemplate.http;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final JavaClasses HTTP =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.usertemplate.http");

  @Test
  void the_adapter_depends_on_the_core_and_on_what_it_takes_to_speak_http() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "dev.usertemplate.http..",
            "dev.usertemplate.core..",
            "java..",
            "org.jspecify.annotations..",
            "io.javalin..",
            "jakarta.servlet..",
            "org.eclipse.jetty..",
            "javax.crypto..",
            "org.bouncycastle..",
            "tools.jackson..",
            "com.fasterxml.jackson.annotation..",
            "picocli..",
            "org.slf4j..")
        .because(
            "a driver reaches workbooks through the core only; neither the renderer nor another"
                + " driver is its business")
        .check(HTTP);
  }

  @Test
  void only_the_composition_root_knows_the_command_line() {
    classes()
        .that()
        .doNotHaveFullyQualifiedName(Main.class.getName())
        .and()
        .doNotHaveFullyQualifiedName(Main.Version.class.getName())
        .should()
        .onlyDependOnClassesThat()
        .resideOutsideOfPackage("picocli..")
        .because("the server can be embedded, where nobody types flags")
        .check(HTTP);
  }

  @Test
  void the_judge_of_signatures_knows_no_web_server() {
    classes()
        .that()
        .resideInAPackage("dev.usertemplate.http.signature")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "dev.usertemplate.http.signature",
            "java..",
            "javax.crypto..",
            "org.bouncycastle..",
            "org.jspecify.annotations..")
        .because("a pure function can be tested with every request, and fuzzed")
        .check(HTTP);
  }

  @Test
  void only_two_classes_are_for_others() {
    classes()
        .that()
        .arePublic()
        .and()
        .resideInAPackage("dev.usertemplate.http")
        .should()
        .be(Server.class)
        .orShould()
        .be(Main.class)
        .because("what is public is promised; the rest stays free to change")
        .check(HTTP);
  }

  @Test
  void only_main_ends_the_program_and_nobody_prints() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(Main.class.getName())
        .should()
        .callMethod(System.class, "exit", int.class)
        .orShould()
        .callMethod(Runtime.class, "halt", int.class)
        .because("whoever embeds the server decides when the program ends")
        .check(HTTP);
    noClasses()
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .because("standard output belongs to the one line that says where the server listens")
        .check(HTTP);
  }
}
