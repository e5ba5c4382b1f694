package dev.usertemplate.http;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
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
            "com.github.benmanes.caffeine..",
            "io.micrometer..",
            "com.networknt.schema..",
            "io.github.bucket4j..",
            "org.snakeyaml.engine..",
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
  void the_judge_of_signatures_knows_no_web_server_and_no_other_part() {
    assertDependsOnlyOn("signature", "javax.crypto..", "org.bouncycastle..");
  }

  @Test
  void the_judge_of_tokens_knows_no_web_server_and_no_other_part() {
    assertDependsOnlyOn(
        "token", "com.github.benmanes.caffeine..", "tools.jackson..", "org.slf4j..");
  }

  @Test
  void the_rules_of_access_know_no_web_server() {
    assertDependsOnlyOn(
        "access",
        "dev.usertemplate.core.access..",
        "dev.usertemplate.http.signature",
        "dev.usertemplate.http.token",
        "javax.crypto..",
        "com.networknt.schema..",
        "org.snakeyaml.engine..",
        "tools.jackson..",
        "org.slf4j..");
  }

  private static void assertDependsOnlyOn(String part, String... allowed) {
    String own = "dev.usertemplate.http." + part;
    String[] all = Arrays.copyOf(allowed, allowed.length + 3);
    all[allowed.length] = own;
    all[allowed.length + 1] = "java..";
    all[allowed.length + 2] = "org.jspecify.annotations..";
    classes()
        .that()
        .resideInAPackage(own)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(all)
        .because("who calls and what they may does not depend on how the question comes in")
        .check(HTTP);
  }

  @Test
  void what_is_for_others_is_the_server_with_its_settings_and_the_program() {
    classes()
        .that()
        .arePublic()
        .and()
        .resideInAPackage("dev.usertemplate.http")
        .should()
        .be(Server.class)
        .orShould()
        .be(Setting.class)
        .orShould()
        .be(SettingException.class)
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
