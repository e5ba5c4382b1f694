package dev.usertemplate.xlsx;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.usertemplate.core.template.TemplateRenderer;
import dev.usertemplate.core.workbook.WorkbookFormat;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final JavaClasses XLSX =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.usertemplate.xlsx");

  @Test
  void the_adapter_knows_the_core_and_the_libraries_for_spreadsheets() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "dev.usertemplate.xlsx..",
            "dev.usertemplate.core..",
            "org.apache.commons.compress..",
            "org.apache.poi..",
            "org.apache.xmlbeans..",
            "org.openxmlformats.schemas..",
            // How comments are drawn.
            "com.microsoft.schemas.vml..",
            "com.microsoft.schemas.office.excel..",
            "com.fasterxml.aalto..",
            "org.codehaus.stax2..",
            "java..",
            "javax.xml.namespace..",
            "javax.xml.stream..",
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
        .orShould()
        .implement(WorkbookFormat.class)
        .because("everything else may change without anybody noticing")
        .check(XLSX);
  }

  @Test
  void reading_needs_no_class_of_the_library_that_writes() {
    assertThat(writers("XlsxTemplateRenderer")).isNotEmpty();
    assertThat(writers("XlsxWorkbook"))
        .as("a file is read as a stream, and loading the library takes longer than that")
        .isEmpty();
  }

  /** The classes of Apache POI that a class of ours needs, directly or through others. */
  private static Set<JavaClass> writers(String name) {
    return XLSX.get("dev.usertemplate.xlsx." + name).getTransitiveDependenciesFromSelf().stream()
        .map(Dependency::getTargetClass)
        .filter(target -> target.getPackageName().startsWith("org.apache.poi"))
        .collect(Collectors.toSet());
  }
}
