package dev.souk.test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceRule;
import org.jspecify.annotations.NullMarked;

/** The sentences about the architecture, executable. Each function's own test calls {@link #check} with its root package. */
public final class ArchitectureRules {
    private ArchitectureRules() {}

    /**
     * @param root the root package of a function, {@code dev.souk.purchases}
     * @param shared the packages below it that are nouns for all use cases, as the root's are: {@code money}
     */
    public static void check(String root, String... shared) {
        JavaClasses classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(root);
        if (classes.isEmpty()) {
            throw new AssertionError("no classes in " + root);
        }
        use_cases_do_not_know_each_other(classes, root, shared);
        the_domain_knows_no_vendor_and_no_sql(classes, root);
        only_the_edge_knows_http(classes, root);
        everyPackageIsNullMarked(classes);
    }

    /** Use cases end in values of their own; what those are in HTTP is said in one place. */
    private static void only_the_edge_knows_http(JavaClasses classes, String root) {
        noClasses()
                .that()
                .resideInAPackage(root + "..")
                .and()
                .haveNameNotMatching(".*(Routes|Body|Handler|Runtime)(\\$.*)?")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.souk.lambda.http..")
                .allowEmptyShould(true)
                .as("only routes, bodies, handlers and the wiring know HTTP")
                .check(classes);
    }

    private static void use_cases_do_not_know_each_other(JavaClasses classes, String root, String... shared) {
        SliceRule rule = slices().matching(root + ".(*)..").should().notDependOnEachOther();
        for (String nouns : shared) {
            rule = rule.ignoreDependency(
                    JavaClass.Predicates.resideOutsideOfPackage(root + "." + nouns + ".."),
                    JavaClass.Predicates.resideInAPackage(root + "." + nouns + ".."));
        }
        rule.allowEmptyShould(true)
                .as("use cases depend on the root and on no sibling")
                .check(classes);
    }

    /** Vendors stop at the classes that carry their name, SQL at the classes that are called for it. */
    private static void the_domain_knows_no_vendor_and_no_sql(JavaClasses classes, String root) {
        noClasses()
                .that()
                .resideInAPackage(root + "..")
                .and()
                .haveSimpleNameNotStartingWith("Sql")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "javax.sql..", "com.mysql..", "org.mariadb..")
                .allowEmptyShould(true)
                .as("only Sql… classes know JDBC")
                .check(classes);
        noClasses()
                .that()
                .resideInAPackage(root + "..")
                .and()
                .haveSimpleNameNotStartingWith("Sql")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("dev.souk.lambda.db.Row")
                .allowEmptyShould(true)
                .as("only Sql… classes read rows")
                .check(classes);
        noClasses()
                .that()
                .resideInAPackage(root + "..")
                .and()
                .haveSimpleNameNotStartingWith("S3")
                .and()
                .haveSimpleNameNotStartingWith("Ses")
                .and()
                .haveSimpleNameNotStartingWith("Sqs")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("software.amazon.awssdk..")
                .allowEmptyShould(true)
                .as("only the classes named after a service of AWS know its SDK")
                .check(classes);
        noClasses()
                .that()
                .resideInAPackage(root + "..")
                .and()
                .haveSimpleNameNotStartingWith("Stripe")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.stripe..")
                .allowEmptyShould(true)
                .as("only Stripe… classes know Stripe")
                .check(classes);
    }

    /** What {@code @NullMarked} promises holds for a package alone, not for those below it. */
    public static void everyPackageIsNullMarked(JavaClasses classes) {
        classes()
                .should(new ArchCondition<JavaClass>("be in a package marked @NullMarked") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        JavaPackage home = type.getPackage();
                        boolean marked = home.tryGetPackageInfo()
                                .map(info -> info.isAnnotatedWith(NullMarked.class))
                                .orElse(false);
                        events.add(new SimpleConditionEvent(type, marked, home.getName() + " has no @NullMarked"));
                    }
                })
                .check(classes);
    }
}
