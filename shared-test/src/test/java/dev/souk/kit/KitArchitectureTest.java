package dev.souk.kit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.souk.test.ArchitectureRules;
import org.junit.jupiter.api.Test;

class KitArchitectureTest {
    private static final JavaClasses KIT = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.souk.lambda", "dev.souk.model");

    @Test
    void every_package_of_the_kit_is_null_marked() {
        ArchitectureRules.everyPackageIsNullMarked(KIT);
    }

    @Test
    void no_package_of_the_kit_depends_on_one_that_depends_on_it() {
        slices().matching("dev.souk.(**)").should().beFreeOfCycles().check(KIT);
    }

    @Test
    void the_kit_knows_no_function_and_nothing_of_the_local_run() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.souk.users..",
                        "dev.souk.catalog..",
                        "dev.souk.purchases..",
                        "dev.souk.email..",
                        "dev.souk.embedded..",
                        "dev.souk.stripe..",
                        "dev.souk.local..",
                        "dev.souk.schema..",
                        "dev.souk.test..")
                .check(KIT);
    }

    @Test
    void the_vocabulary_stands_on_the_jdk_alone() {
        noClasses()
                .that()
                .resideInAPackage("dev.souk.model..")
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages("java..", "dev.souk.model..", "org.jspecify..")
                .check(KIT);
    }

    @Test
    void jdbc_stays_in_its_package() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.souk.lambda.db..", "dev.souk.lambda.log..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.mysql..", "org.mariadb..", "javax.sql..")
                .check(KIT);
    }

    @Test
    void tokens_stay_in_their_package_and_so_does_the_parser_of_json() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.souk.lambda.auth..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.nimbusds..")
                .check(KIT);
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.souk.lambda.json..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("tools.jackson.core..", "tools.jackson.databind.json..", "com.fasterxml..")
                .check(KIT);
    }

    @Test
    void the_kit_prints_only_by_its_log() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.souk.lambda.log..")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(KIT);
    }
}
