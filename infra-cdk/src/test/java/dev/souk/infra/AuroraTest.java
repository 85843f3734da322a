package dev.souk.infra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.deployment.LambdaFunction;
import dev.souk.infra.Synthesized.Resource;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Aurora Serverless v2 in the place of the instance, where {@code database} says so. */
class AuroraTest {
    private final Synthesized dev = Synthesized.aurora(Stage.DEV);
    private final Synthesized prod = Synthesized.aurora(Stage.PROD);

    static Stream<Synthesized> both() {
        return Stream.of(Synthesized.aurora(Stage.DEV), Synthesized.aurora(Stage.PROD), Synthesized.auroraProxied());
    }

    @ParameterizedTest
    @MethodSource("both")
    void it_is_compatible_with_MySQL_8_4_encrypted_and_cannot_be_reached_from_outside(Synthesized souk) {
        Resource cluster = cluster(souk);
        assertThat(cluster.property("Engine").text()).isEqualTo("aurora-mysql");
        assertThat(cluster.property("EngineVersion").text()).startsWith("8.4.mysql_aurora.");
        assertThat(cluster.property("StorageEncrypted").value()).isEqualTo(true);
        assertThat(cluster.property("DatabaseName").text()).isEqualTo("souk");
        assertThat(cluster.property("AutoMinorVersionUpgrade").value()).isEqualTo(true);
        assertThat(instances(souk)).isNotEmpty().allSatisfy(instance -> {
            assertThat(instance.property("DBInstanceClass").text()).isEqualTo("db.serverless");
            assertThat(instance.property("PubliclyAccessible").value()).isEqualTo(false);
            assertThat(souk.behind("data", instance.property("DBClusterIdentifier")))
                    .isEqualTo(cluster);
        });
    }

    @ParameterizedTest
    @MethodSource("both")
    void rds_makes_the_admins_password_and_changes_it(Synthesized souk) {
        assertThat(cluster(souk).property("ManageMasterUserPassword").value()).isEqualTo(true);
        assertThat(cluster(souk).property("MasterUserPassword").isThere()).isFalse();
        Node secret = souk.function(LambdaFunction.MIGRATIONS)
                .property("Environment")
                .at("Variables", "DATABASE_ADMIN_SECRET");
        assertThat(secret.toString()).contains("MasterUserSecretSecretArn");
        assertThat(souk.behind("api", secret)).isEqualTo(cluster(souk));
    }

    @ParameterizedTest
    @MethodSource("both")
    void it_takes_encrypted_connections_only_and_as_many_as_functions_have_instances(Synthesized souk) {
        Resource ofTheServer = souk.behind("data", cluster(souk).property("DBClusterParameterGroupName"));
        assertThat(ofTheServer.property("Family").text()).isEqualTo("aurora-mysql8.4");
        Node parameters = ofTheServer.property("Parameters");
        assertThat(parameters.at("require_secure_transport").text()).isEqualTo("ON");
        assertThat(parameters.at("character_set_server").text()).isEqualTo("utf8mb4");
        assertThat(parameters.at("collation_server").text()).isEqualTo("utf8mb4_0900_ai_ci");
        int functions = Arrays.stream(LambdaFunction.values())
                .mapToInt(LambdaFunction::mostInstances)
                .sum();
        assertThat(instances(souk))
                .allSatisfy(instance -> assertThat(
                                Integer.parseInt(souk.behind("data", instance.property("DBParameterGroupName"))
                                        .property("Parameters")
                                        .at("max_connections")
                                        .text()))
                        .isGreaterThan(functions));
    }

    @Test
    void a_stage_for_trying_things_out_has_one_that_pauses_and_waits_for_it_to_be_back() {
        Node capacity = cluster(dev).property("ServerlessV2ScalingConfiguration");
        assertThat(capacity.at("MinCapacity").number()).isZero();
        assertThat(capacity.at("MaxCapacity").number()).isEqualTo(2);
        assertThat(capacity.at("SecondsUntilAutoPause").number()).isEqualTo(300);
        assertThat(instances(dev)).hasSize(1);
        assertThat(cluster(dev).property("DeletionProtection").value()).isEqualTo(false);
        assertThat(cluster(dev).property("BackupRetentionPeriod").number()).isEqualTo(1);
        assertThat(cluster(dev).node().at("DeletionPolicy").text()).isEqualTo("Delete");
        assertThat(databaseUrl(dev)).contains("&connectTimeout=20000");
    }

    @Test
    void production_has_two_that_never_pause_backups_and_none_is_deleted_by_mistake() {
        Node capacity = cluster(prod).property("ServerlessV2ScalingConfiguration");
        assertThat(capacity.at("MinCapacity").value()).isEqualTo(0.5);
        assertThat(capacity.at("SecondsUntilAutoPause").isThere()).isFalse();
        assertThat(instances(prod)).hasSize(2).allSatisfy(instance -> {
            // The second grows with the first, so that it can take over.
            assertThat(instance.property("PromotionTier").number()).isLessThan(2);
            assertThat(instance.node().at("DeletionPolicy").text()).isEqualTo("Retain");
        });
        assertThat(cluster(prod).property("DeletionProtection").value()).isEqualTo(true);
        assertThat(cluster(prod).property("BackupRetentionPeriod").number()).isEqualTo(14);
        assertThat(cluster(prod).property("DeleteAutomatedBackups").value()).isEqualTo(false);
        assertThat(cluster(prod).node().at("DeletionPolicy").text()).isEqualTo("Retain");
        assertThat(cluster(prod).node().at("UpdateReplacePolicy").text()).isEqualTo("Retain");
        assertThat(databaseUrl(prod)).doesNotContain("connectTimeout");
    }

    @ParameterizedTest
    @MethodSource("both")
    void only_those_let_in_by_the_databases_group_reach_it(Synthesized souk) {
        Resource group = souk.behind(
                "network",
                souk.one("AWS::EC2::SecurityGroupIngress", "Description", "Functions ask the database")
                        .property("GroupId"));
        List<Node> groups = cluster(souk).property("VpcSecurityGroupIds").elements();
        assertThat(groups)
                .singleElement()
                .satisfies(one -> assertThat(souk.behind("data", one)).isEqualTo(group));
    }

    @ParameterizedTest
    @MethodSource("both")
    void its_logs_end_some_day(Synthesized souk) {
        for (String log : cluster(souk).property("EnableCloudwatchLogsExports").texts()) {
            assertThat(souk.one(
                                    "AWS::Logs::LogGroup",
                                    "LogGroupName",
                                    "/aws/rds/cluster/" + souk.stage().nameOf("database") + "/" + log)
                            .property("RetentionInDays")
                            .isThere())
                    .isTrue();
        }
    }

    @Test
    void it_is_at_its_limit_when_it_has_grown_as_far_as_it_may_and_its_disk_is_nobodys_worry() {
        Resource busy = dev.one("AWS::CloudWatch::Alarm", "AlarmName", "souk-dev-database-busy");
        assertThat(busy.property("MetricName").text()).isEqualTo("ACUUtilization");
        assertThat(dimension(busy, "DBClusterIdentifier"))
                .isEqualTo(cluster(dev).property("DBClusterIdentifier").text());
        assertThat(dimension(busy, "Role")).isEqualTo("WRITER");
        Resource connections = dev.one("AWS::CloudWatch::Alarm", "AlarmName", "souk-dev-database-connections");
        assertThat(dimension(connections, "DBClusterIdentifier")).isEqualTo("souk-dev-database");
        assertThat(dev.all("AWS::CloudWatch::Alarm"))
                .noneMatch(alarm ->
                        "FreeStorageSpace".equals(alarm.property("MetricName").value()));
    }

    @Test
    void if_nothing_is_said_there_is_none() {
        for (Synthesized souk : List.of(Synthesized.dev(), Synthesized.prod())) {
            assertThat(souk.all("AWS::RDS::DBCluster")).isEmpty();
        }
    }

    private static Resource cluster(Synthesized souk) {
        return souk.only("AWS::RDS::DBCluster");
    }

    private static List<Resource> instances(Synthesized souk) {
        return souk.all("AWS::RDS::DBInstance");
    }

    private static String databaseUrl(Synthesized souk) {
        return souk.function(LambdaFunction.PURCHASES)
                .property("Environment")
                .at("Variables", "DATABASE_URL")
                .toString();
    }

    private static String dimension(Resource alarm, String name) {
        return alarm.property("Dimensions").elements().stream()
                .filter(one -> one.at("Name").text().equals(name))
                .findFirst()
                .orElseThrow()
                .at("Value")
                .text();
    }
}
