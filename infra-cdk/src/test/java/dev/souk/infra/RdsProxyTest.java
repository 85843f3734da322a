package dev.souk.infra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.deployment.LambdaFunction;
import dev.souk.infra.Synthesized.Resource;
import dev.souk.lambda.db.Session;
import dev.souk.schema.access.DataOwner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** RDS Proxy before the database, where {@code databaseProxy} says so. */
class RdsProxyTest {
    private static final Path CHECKOUT = Path.of(Objects.requireNonNull(System.getProperty("souk.checkout")));

    /** What makes the proxy give a session a connection for itself, apart from SET: as AWS's documentation has it. */
    private static final Pattern PINS = Pattern.compile(
            "GET_LOCK|LOCK +TABLES?\\b|CREATE +TEMPORARY|FOUND_ROWS|ROW_COUNT *\\(|/\\*M?!|\"SET |PREPARE +\\w+ +FROM|@\\w+ *:=",
            Pattern.CASE_INSENSITIVE);

    static Stream<Synthesized> all() {
        return Stream.of(Synthesized.proxied(Stage.DEV), Synthesized.proxied(Stage.PROD), Synthesized.auroraProxied());
    }

    @ParameterizedTest
    @MethodSource("all")
    void it_takes_encrypted_connections_only_with_the_password_of_a_module(Synthesized souk) {
        Resource proxy = proxy(souk);
        assertThat(proxy.property("RequireTLS").value()).isEqualTo(true);
        assertThat(proxy.property("EngineFamily").text()).isEqualTo("MYSQL");
        assertThat(proxy.property("Auth").elements())
                .hasSize(DataOwner.values().length)
                .allSatisfy(account -> {
                    assertThat(account.at("AuthScheme").text()).isEqualTo("SECRETS");
                    assertThat(account.at("ClientPasswordAuthType").text()).isEqualTo("MYSQL_CACHING_SHA2_PASSWORD");
                    assertThat(souk.behind("api", account.at("SecretArn"))
                                    .property("GenerateSecretString")
                                    .at("SecretStringTemplate")
                                    .text())
                            .matches("\\{\"username\":\"souk_[a-z]+\"}");
                });
        assertThat(proxy.property("Auth").elements().stream()
                        .map(account -> souk.behind("api", account.at("SecretArn"))
                                .property("GenerateSecretString")
                                .at("SecretStringTemplate")
                                .text()))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(DataOwner.values())
                        .map(owner -> "{\"username\":\"" + owner.account() + "\"}")
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("all")
    void it_may_read_those_passwords_and_nothing_else(Synthesized souk) {
        Resource role = souk.behind("api", proxy(souk).property("RoleArn"));
        assertThat(role.property("AssumeRolePolicyDocument")
                        .at("Statement", 0, "Principal", "Service")
                        .text())
                .isEqualTo("rds.amazonaws.com");
        assertThat(role.property("ManagedPolicyArns").isThere()).isFalse();
        assertThat(souk.statementsOf(role)).singleElement().satisfies(statement -> {
            assertThat(statement.at("Action").texts()).containsExactly("secretsmanager:GetSecretValue");
            assertThat(statement.at("Resource").elements())
                    .containsExactlyInAnyOrderElementsOf(proxy(souk).property("Auth").elements().stream()
                            .map(account -> account.at("SecretArn"))
                            .toList());
        });
    }

    @ParameterizedTest
    @MethodSource("all")
    void functions_go_through_it_and_migrations_go_past_it(Synthesized souk) {
        for (LambdaFunction function : LambdaFunction.serving()) {
            Node url = url(souk, function);
            assertThat(souk.behind("api", url)).as(function.functionName()).isEqualTo(proxy(souk));
            assertThat(url.toString()).contains("sslMode=REQUIRED").contains("disablePipeline=true");
        }
        assertThat(souk.behind("api", url(souk, LambdaFunction.MIGRATIONS)).type())
                .isIn("AWS::RDS::DBInstance", "AWS::RDS::DBCluster");
    }

    @ParameterizedTest
    @MethodSource("all")
    void only_functions_reach_it_and_it_reaches_only_the_database(Synthesized souk) {
        Resource group =
                souk.behind("api", proxy(souk).property("VpcSecurityGroupIds").at(0));
        assertThat(group.property("SecurityGroupIngress").isThere()).isFalse();
        assertThat(rules(souk, "AWS::EC2::SecurityGroupIngress", "GroupId", group))
                .singleElement()
                .satisfies(rule -> {
                    assertThat(rule.property("FromPort").number()).isEqualTo(3306);
                    assertThat(rule.property("ToPort").number()).isEqualTo(3306);
                    assertThat(souk.behind("api", rule.property("SourceSecurityGroupId")))
                            .isEqualTo(functions(souk));
                });
        assertThat(rules(souk, "AWS::EC2::SecurityGroupEgress", "GroupId", group))
                .singleElement()
                .satisfies(rule -> assertThat(souk.behind("api", rule.property("DestinationSecurityGroupId")))
                        .isEqualTo(database(souk)));
        assertThat(rules(souk, "AWS::EC2::SecurityGroupIngress", "SourceSecurityGroupId", group))
                .singleElement()
                .satisfies(rule -> {
                    assertThat(souk.behind("api", rule.property("GroupId"))).isEqualTo(database(souk));
                    assertThat(rule.property("FromPort").number()).isEqualTo(3306);
                });
        assertThat(proxy(souk).property("VpcSubnetIds").elements()).hasSize(2);
    }

    @Test
    void it_stands_before_the_database_that_there_is() {
        assertThat(connections(Synthesized.proxied(Stage.DEV))
                        .property("DBInstanceIdentifiers")
                        .texts())
                .containsExactly("souk-dev-database");
        assertThat(connections(Synthesized.auroraProxied())
                        .property("DBClusterIdentifiers")
                        .texts())
                .containsExactly("souk-prod-database");
    }

    /** What a session says when it begins need not pin it, since every connection of the proxy has been told the very same. */
    @ParameterizedTest
    @MethodSource("all")
    void every_connection_is_told_what_our_sessions_would_say(Synthesized souk) {
        Node pool = connections(souk).property("ConnectionPoolConfigurationInfo");
        assertThat(pool.at("InitQuery").text()).isEqualTo("SET " + Session.VARIABLES);
        assertThat(pool.at("SessionPinningFilters").texts()).containsExactly("EXCLUDE_VARIABLE_SETS");
    }

    /** Of what functions are packaged from; statements that are written there, and not those of tests or migrations. */
    @Test
    void nothing_else_that_functions_send_pins_a_connection() throws IOException {
        for (String module : List.of(
                "shared-lambda",
                "functions-users",
                "functions-catalog",
                "functions-purchases",
                "functions-email",
                "functions-live",
                "functions-webhooks")) {
            try (Stream<Path> files = Files.walk(CHECKOUT.resolve(module).resolve("src/main/java"))) {
                for (Path file :
                        files.filter(one -> one.toString().endsWith(".java")).toList()) {
                    assertThat(Files.readString(file, StandardCharsets.UTF_8))
                            .as(file.toString())
                            .doesNotContainPattern(PINS);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void it_leaves_connections_for_migrations_and_people_and_lets_nobody_wait_for_ever(Synthesized souk) {
        Node pool = connections(souk).property("ConnectionPoolConfigurationInfo");
        assertThat(pool.at("MaxConnectionsPercent").number()).isLessThan(100);
        assertThat(pool.at("ConnectionBorrowTimeout").number())
                .isLessThan((int) LambdaFunction.PURCHASES.timeout().toSeconds());
    }

    @ParameterizedTest
    @MethodSource("all")
    void no_function_is_sent_to_it_before_it_is_ready(Synthesized souk) {
        for (LambdaFunction function : LambdaFunction.serving()) {
            assertThat(souk.function(function).node().at("DependsOn").texts())
                    .contains(proxy(souk).id(), connections(souk).id());
        }
    }

    /** The proxy knows one password of an account: with the next one comes another proxy, and the old one goes last. */
    @Test
    void other_passwords_have_a_proxy_of_their_own() {
        Resource first = proxy(Synthesized.proxied(Stage.PROD));
        Resource next = proxy(Synthesized.auroraProxied());
        assertThat(first.property("DBProxyName").text()).isEqualTo("souk-prod-database-1");
        assertThat(next.property("DBProxyName").text()).isEqualTo("souk-prod-database-2026-11");
        assertThat(next.id()).isNotEqualTo(first.id());
    }

    @ParameterizedTest
    @MethodSource("all")
    void an_alarm_is_raised_when_functions_hold_its_connections_for_themselves(Synthesized souk) {
        Resource alarm = souk.one("AWS::CloudWatch::Alarm", "MetricName", "DatabaseConnectionsCurrentlySessionPinned");
        assertThat(alarm.property("Dimensions").at(0, "Value").text())
                .isEqualTo(proxy(souk).property("DBProxyName").text());
    }

    @ParameterizedTest
    @MethodSource("all")
    void its_log_is_there_before_it_and_ends_some_day(Synthesized souk) {
        Resource log = souk.one(
                "AWS::Logs::LogGroup",
                "LogGroupName",
                "/aws/rds/proxy/" + proxy(souk).property("DBProxyName").text());
        assertThat(log.property("RetentionInDays").isThere()).isTrue();
        assertThat(proxy(souk).node().at("DependsOn").texts()).contains(log.id());
    }

    @Test
    void if_nothing_is_said_there_is_none() {
        for (Synthesized souk : List.of(Synthesized.dev(), Synthesized.prod(), Synthesized.aurora(Stage.PROD))) {
            assertThat(souk.all("AWS::RDS::DBProxy")).isEmpty();
            assertThat(souk.behind("api", url(souk, LambdaFunction.PURCHASES)).type())
                    .isIn("AWS::RDS::DBInstance", "AWS::RDS::DBCluster");
        }
    }

    private static Resource proxy(Synthesized souk) {
        return souk.only("AWS::RDS::DBProxy");
    }

    private static Resource connections(Synthesized souk) {
        return souk.only("AWS::RDS::DBProxyTargetGroup");
    }

    private static Node url(Synthesized souk, LambdaFunction function) {
        return souk.function(function).property("Environment").at("Variables", "DATABASE_URL");
    }

    private static Resource functions(Synthesized souk) {
        return souk.behind(
                "api",
                souk.function(LambdaFunction.PURCHASES).property("VpcConfig").at("SecurityGroupIds", 0));
    }

    private static Resource database(Synthesized souk) {
        return souk.behind(
                "network",
                souk.one("AWS::EC2::SecurityGroupIngress", "Description", "Functions ask the database")
                        .property("GroupId"));
    }

    private static List<Resource> rules(Synthesized souk, String type, String property, Resource group) {
        return souk.all(type).stream()
                .filter(rule -> rule.property(property).isThere()
                        && souk.behind(rule.stack(), rule.property(property)).equals(group))
                .toList();
    }
}
