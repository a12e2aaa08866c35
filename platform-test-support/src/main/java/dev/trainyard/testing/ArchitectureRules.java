package dev.trainyard.testing;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.GeneralCodingRules;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;

/** The structure that every service keeps; a service's test calls {@link #check}. */
public final class ArchitectureRules {

  private ArchitectureRules() {}

  /** Checks the production classes below a base package such as {@code dev.trainyard.auth}. */
  public static void check(String basePackage) {
    JavaClasses production =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(basePackage);
    structure(basePackage, production);
    endpoints(production);
    habits(production);
  }

  private static void structure(String basePackage, JavaClasses production) {
    slices()
        .matching(basePackage + ".(*)..")
        .should()
        .beFreeOfCycles()
        .as("features have no cycles")
        .check(production);
    classes()
        .that()
        .areAnnotatedWith("jakarta.persistence.Entity")
        .should()
        .bePackagePrivate()
        .as("entities stay in their feature")
        .allowEmptyShould(true)
        .check(production);
    noClasses()
        .that()
        .areAnnotatedWith(Path.class)
        .should()
        .dependOnClassesThat()
        .haveSimpleNameEndingWith("Repository")
        .as("resources call services, never repositories")
        .allowEmptyShould(true)
        .check(production);
  }

  private static void endpoints(JavaClasses production) {
    methods()
        .that()
        .areMetaAnnotatedWith(HttpMethod.class)
        .should()
        .bePublic()
        .as("endpoints are public: Quarkus skips others with no more than a warning")
        .allowEmptyShould(true)
        .check(production);
    methods()
        .that()
        .areMetaAnnotatedWith(HttpMethod.class)
        .should(DeclaredPermissions.DECLARE_ONE)
        .as("every operation declares its permission")
        .allowEmptyShould(true)
        .check(production);
    classes()
        .that()
        .areAnnotatedWith(Path.class)
        .should(DeclaredPermissions.NAME_A_KIND)
        .as("every permission has a kind")
        .allowEmptyShould(true)
        .check(production);
  }

  private static void habits(JavaClasses production) {
    GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS
        .as("services log, they do not print")
        .allowEmptyShould(true)
        .check(production);
    fields()
        .should()
        .notBeAnnotatedWith("jakarta.inject.Inject")
        .as("what a class needs comes through its constructor")
        .allowEmptyShould(true)
        .check(production);
    fields()
        .should()
        .notBeAnnotatedWith("org.eclipse.microprofile.config.inject.ConfigProperty")
        .as("configuration is read through one mapping")
        .allowEmptyShould(true)
        .check(production);
    noClasses()
        .should()
        .haveSimpleNameEndingWith("Impl")
        .orShould()
        .haveSimpleNameEndingWith("Util")
        .orShould()
        .haveSimpleNameEndingWith("Utils")
        .orShould()
        .haveSimpleNameEndingWith("Helper")
        .orShould()
        .haveSimpleNameEndingWith("Manager")
        .as("names say what a class is for")
        .check(production);
  }
}
