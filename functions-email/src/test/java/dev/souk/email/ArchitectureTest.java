package dev.souk.email;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.souk.test.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    @Test
    void the_rules_of_the_house_hold() {
        ArchitectureRules.check("dev.souk.email");
    }

    @Test
    void letters_know_neither_the_way_out_nor_the_database_nor_a_compiler() {
        noClasses()
                .that()
                .resideInAnyPackage("dev.souk.email.[receipt|sale|refund|dispute|payout|webhook|ready]..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "jakarta.mail..", "org.apache.commons.net..", "software.amazon..", "dev.souk.lambda..")
                .check(new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("dev.souk.email"));
    }
}
