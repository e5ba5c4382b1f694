package dev.usertemplate.xlsx;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.usertemplate.core.template.TemplateRenderer;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final JavaClasses XLSX =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.usertemplate.xlsx");

  @Test
  void the_adapter_knows_the_core_and_the_spreadsheet_library() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "dev.usertemplate.xlsx..",
            "dev.usertemplate.core..",
            // POI's own ZIP library: it reads a file that is not a file of the disk.
            "org.apache.commons.compress.archivers.zip..",
            "org.apache.poi..",
            "org.apache.xmlbeans..",
            "org.openxmlformats.schemas..",
            "java..",
            "javax.xml.namespace..",
            "org.jspecify.annotations..")
        .because("it implements the core's ports, and drivers reach it through those only")
        .check(XLSX);
  }

  @Test
  void only_the_implementations_of_ports_are_public() {
    classes()
        .that()
        .arePublic()
        .should()
        .implement(TemplateRenderer.class)
        .because("everything else may change without anybody noticing")
        .check(XLSX);
  }
}
