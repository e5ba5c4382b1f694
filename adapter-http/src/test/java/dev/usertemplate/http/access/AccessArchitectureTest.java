package dev.usertemplate.http.access;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class AccessArchitectureTest {
  private static final JavaClasses ACCESS =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.usertemplate.http.access");

  @Test
  void access_rules_know_nothing_of_web_servers() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "dev.usertemplate.http.access..",
            "dev.usertemplate.core.access..",
            "java..",
            "javax.crypto..",
            "org.jspecify.annotations..",
            "com.networknt.schema..",
            "org.snakeyaml.engine..",
            "tools.jackson..",
            "org.slf4j..")
        .because("who may do what does not depend on how the question comes in")
        .check(ACCESS);
  }
}
