package dev.souk.infra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.deployment.LambdaFunction;
import dev.souk.infra.Synthesized.Resource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.Stack;

class DataTest {
    private final Synthesized dev = Synthesized.dev();
    private final Synthesized prod = Synthesized.prod();
    private final Resource database = dev.only("AWS::RDS::DBInstance");

    @Test
    void the_database_is_MySQL_8_4_encrypted_and_cannot_be_reached_from_outside() {
        assertThat(database.property("Engine").text()).isEqualTo("mysql");
        assertThat(database.property("EngineVersion").text()).isEqualTo("8.4");
        assertThat(database.property("StorageEncrypted").value()).isEqualTo(true);
        assertThat(database.property("PubliclyAccessible").value()).isEqualTo(false);
        assertThat(database.property("AutoMinorVersionUpgrade").value()).isEqualTo(true);
        assertThat(database.property("DBName").text()).isEqualTo("souk");
    }

    @Test
    void the_database_takes_encrypted_connections_only_and_speaks_Unicode() {
        Node parameters = parameters();
        assertThat(dev.only("AWS::RDS::DBParameterGroup").property("Family").text())
                .isEqualTo("mysql8.4");
        assertThat(parameters.at("require_secure_transport").text()).isEqualTo("ON");
        assertThat(parameters.at("character_set_server").text()).isEqualTo("utf8mb4");
        assertThat(parameters.at("collation_server").text()).isEqualTo("utf8mb4_0900_ai_ci");
    }

    @Test
    void every_instance_of_every_function_finds_a_connection_and_people_do_too() {
        int instances = Arrays.stream(LambdaFunction.values())
                .mapToInt(LambdaFunction::mostInstances)
                .sum();
        assertThat(Integer.parseInt(parameters().at("max_connections").text())).isGreaterThan(instances);
    }

    /** A password of its own would stand in the way: CloudFormation takes the one or the other. */
    @Test
    void rds_makes_the_admins_password_and_changes_it_and_no_template_or_secret_of_ours_has_it() {
        for (Synthesized souk : List.of(dev, prod)) {
            Resource made = souk.only("AWS::RDS::DBInstance");
            assertThat(made.property("ManageMasterUserPassword").value()).isEqualTo(true);
            assertThat(made.property("MasterUserPassword").isThere()).isFalse();
            assertThat(made.property("MasterUsername").text()).isEqualTo("souk");
            assertThat(souk.all("AWS::SecretsManager::Secret"))
                    .noneMatch(secret -> secret.id().startsWith("Database"));
        }
    }

    @Test
    void in_production_the_database_has_a_standby_backups_and_is_not_deleted_by_mistake() {
        Resource kept = prod.only("AWS::RDS::DBInstance");
        assertThat(kept.property("MultiAZ").value()).isEqualTo(true);
        assertThat(kept.property("DeletionProtection").value()).isEqualTo(true);
        assertThat(kept.property("BackupRetentionPeriod").number()).isEqualTo(14);
        assertThat(kept.property("DeleteAutomatedBackups").value()).isEqualTo(false);
        assertThat(kept.node().at("DeletionPolicy").text()).isEqualTo("Retain");
    }

    @Test
    void in_production_nothing_that_holds_data_goes_with_its_stack() {
        for (String type : List.of("AWS::RDS::DBInstance", "AWS::S3::Bucket", "AWS::SecretsManager::Secret")) {
            // A password of a module that is gone is made anew by a deployment, in the database as well; and so are
            // webhooks, at Stripe.
            assertThat(prod.all(type).stream()
                            .filter(resource -> !resource.id().startsWith("Accounts")
                                    && !resource.id().startsWith("StripeSigning"))
                            .toList())
                    .isNotEmpty()
                    .allSatisfy(resource -> {
                        assertThat(resource.node().at("DeletionPolicy").text()).isEqualTo("Retain");
                        assertThat(resource.node().at("UpdateReplacePolicy").text())
                                .isEqualTo("Retain");
                    });
        }
    }

    @Test
    void a_stage_for_trying_things_out_leaves_nothing_that_costs() {
        assertThat(database.property("MultiAZ").value()).isEqualTo(false);
        assertThat(database.property("DeletionProtection").value()).isEqualTo(false);
        assertThat(database.property("BackupRetentionPeriod").number()).isEqualTo(1);
        assertThat(database.node().at("DeletionPolicy").text()).isEqualTo("Delete");
    }

    @Test
    void only_functions_reach_the_database_and_it_reaches_nobody() {
        Resource ingress = dev.one("AWS::EC2::SecurityGroupIngress", "Description", "Functions ask the database");
        assertThat(ingress.property("FromPort").number()).isEqualTo(3306);
        assertThat(ingress.property("ToPort").number()).isEqualTo(3306);
        Resource group = dev.behind("network", ingress.property("GroupId"));
        assertThat(dev.behind("data", database.property("VPCSecurityGroups").at(0)))
                .isEqualTo(group);
        assertThat(group.property("SecurityGroupIngress").isThere()).isFalse();
        assertThat(group.property("SecurityGroupEgress").elements())
                .singleElement()
                .satisfies(egress -> assertThat(egress.at("CidrIp").text()).isEqualTo("255.255.255.255/32"));
    }

    @Test
    void the_subnets_of_the_database_have_no_way_out() {
        Resource group = dev.only("AWS::RDS::DBSubnetGroup");
        assertThat(group.property("SubnetIds").elements()).hasSize(2).allSatisfy(id -> {
            Resource subnet = dev.behind("data", id);
            Node table = dev.all("AWS::EC2::SubnetRouteTableAssociation").stream()
                    .filter(association ->
                            association.property("SubnetId").at("Ref").text().equals(subnet.id()))
                    .findFirst()
                    .orElseThrow()
                    .property("RouteTableId");
            assertThat(dev.all("AWS::EC2::Route"))
                    .noneMatch(route -> route.property("RouteTableId").equals(table));
        });
    }

    @Test
    void files_reach_S3_without_the_NAT_gateway() {
        Resource endpoint = dev.only("AWS::EC2::VPCEndpoint");
        assertThat(endpoint.property("VpcEndpointType").text()).isEqualTo("Gateway");
        assertThat(endpoint.property("ServiceName")
                        .at("Fn::Join", 1)
                        .elements()
                        .getLast()
                        .text())
                .isEqualTo(".s3");
    }

    @Test
    void every_bucket_is_private_encrypted_and_takes_TLS_1_2_only() {
        assertThat(dev.all("AWS::S3::Bucket")).hasSize(3).allSatisfy(bucket -> {
            assertThat(bucket.property("PublicAccessBlockConfiguration").value())
                    .isEqualTo(Map.of(
                            "BlockPublicAcls", true,
                            "BlockPublicPolicy", true,
                            "IgnorePublicAcls", true,
                            "RestrictPublicBuckets", true));
            assertThat(bucket.property("OwnershipControls")
                            .at("Rules", 0, "ObjectOwnership")
                            .text())
                    .isEqualTo("BucketOwnerEnforced");
            assertThat(bucket.property("BucketEncryption").isThere()).isTrue();
            List<Node> statements = policyOf(bucket);
            assertThat(statements).anySatisfy(statement -> {
                assertThat(statement.at("Effect").text()).isEqualTo("Deny");
                assertThat(statement
                                .at("Condition", "Bool", "aws:SecureTransport")
                                .text())
                        .isEqualTo("false");
            });
            assertThat(statements).anySatisfy(statement -> {
                assertThat(statement.at("Effect").text()).isEqualTo("Deny");
                assertThat(statement
                                .at("Condition", "NumericLessThan", "s3:TlsVersion")
                                .value())
                        .isEqualTo(1.2);
            });
        });
    }

    @Test
    void a_deleted_file_can_be_had_back_for_a_month_and_an_unfinished_upload_goes_a_day_after_it_was_given_up() {
        Resource files = files();
        assertThat(files.property("VersioningConfiguration").at("Status").text())
                .isEqualTo("Enabled");
        Node rule = files.property("LifecycleConfiguration").at("Rules", 0);
        assertThat(rule.at("NoncurrentVersionExpiration", "NoncurrentDays").number())
                .isEqualTo(30);
        assertThat(rule.at("AbortIncompleteMultipartUpload", "DaysAfterInitiation")
                        .number())
                .isEqualTo(15);
    }

    @Test
    void browsers_put_and_get_files_from_the_storefront_only_with_the_headers_that_an_address_signs() {
        Node cors = files().property("CorsConfiguration").at("CorsRules", 0);
        assertThat(cors.at("AllowedOrigins").elements())
                .singleElement()
                .satisfies(origin ->
                        assertThat(dev.behind("data", origin).type()).isEqualTo("AWS::CloudFront::Distribution"));
        assertThat(cors.at("AllowedMethods").texts()).containsExactlyInAnyOrder("GET", "PUT");
        assertThat(cors.at("AllowedHeaders").texts()).contains("content-type", "x-amz-checksum-sha256");
    }

    @Test
    void who_asked_for_files_is_written_down_in_the_other_bucket() {
        Resource log =
                dev.behind("data", files().property("LoggingConfiguration").at("DestinationBucketName"));
        assertThat(log).isNotEqualTo(files());
        assertThat(policyOf(log))
                .anySatisfy(statement ->
                        assertThat(statement.at("Principal", "Service").value()).isEqualTo("logging.s3.amazonaws.com"));
    }

    @Test
    void every_log_ends_some_day() {
        assertThat(dev.all("AWS::Logs::LogGroup"))
                .hasSizeGreaterThan(LambdaFunction.values().length)
                .allSatisfy(log ->
                        assertThat(log.property("RetentionInDays").number()).isEqualTo(14));
        assertThat(prod.all("AWS::Logs::LogGroup"))
                .allSatisfy(log ->
                        assertThat(log.property("RetentionInDays").number()).isEqualTo(90));
    }

    @Test
    void templates_name_no_account_and_no_region() {
        for (String stack : List.of("network", "data", "messaging", "api")) {
            assertThat(dev.app().getNode().tryFindChild(dev.stage().nameOf(stack)))
                    .isNotNull()
                    .satisfies(child -> assertThat(Stack.of(child).getEnvironment())
                            .isEqualTo("aws://unknown-account/unknown-region"));
        }
    }

    private Node parameters() {
        return dev.behind("data", database.property("DBParameterGroupName")).property("Parameters");
    }

    private Resource files() {
        return dev.all("AWS::S3::Bucket").stream()
                .filter(bucket -> bucket.property("CorsConfiguration").isThere())
                .findFirst()
                .orElseThrow();
    }

    private List<Node> policyOf(Resource bucket) {
        return dev.all("AWS::S3::BucketPolicy").stream()
                .filter(policy ->
                        dev.behind(policy.stack(), policy.property("Bucket")).equals(bucket))
                .flatMap(policy -> policy.property("PolicyDocument").at("Statement").elements().stream())
                .toList();
    }
}
