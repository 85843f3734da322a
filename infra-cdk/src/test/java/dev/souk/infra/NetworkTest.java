package dev.souk.infra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.infra.Synthesized.Resource;
import org.junit.jupiter.api.Test;

class NetworkTest {
    private final Synthesized dev = Synthesized.dev();
    private final Synthesized prod = Synthesized.prod();

    @Test
    void production_has_a_NAT_gateway_in_each_data_centre_and_a_trial_one_small_machine() {
        assertThat(prod.all("AWS::EC2::NatGateway")).hasSize(2);
        assertThat(prod.all("AWS::EC2::Instance")).isEmpty();
        assertThat(dev.all("AWS::EC2::NatGateway")).isEmpty();
        Resource machine = dev.only("AWS::EC2::Instance");
        assertThat(machine.property("InstanceType").text()).isEqualTo("t4g.nano");
        assertThat(machine.property("SourceDestCheck").value()).isEqualTo(false);
        assertThat(machine.property("BlockDeviceMappings")
                        .at(0, "Ebs", "Encrypted")
                        .value())
                .isEqualTo(true);
    }

    @Test
    void every_subnet_of_functions_goes_out_by_the_machine() {
        String machine = dev.only("AWS::EC2::Instance").id();
        assertThat(dev.all("AWS::EC2::Route"))
                .filteredOn(route -> route.property("InstanceId").isThere())
                .hasSize(2)
                .allSatisfy(route -> {
                    assertThat(route.property("InstanceId").at("Ref").text()).isEqualTo(machine);
                    assertThat(route.property("DestinationCidrBlock").text()).isEqualTo("0.0.0.0/0");
                });
    }

    @Test
    void the_machine_takes_HTTPS_from_functions_and_nothing_else() {
        Resource machine = dev.only("AWS::EC2::Instance");
        assertThat(machine.property("KeyName").isThere()).isFalse();
        Node interfaces = machine.property("NetworkInterfaces").at(0, "GroupSet", 0);
        Node groups = interfaces.isThere()
                ? interfaces
                : machine.property("SecurityGroupIds").at(0);
        Resource group = dev.behind("network", groups);
        assertThat(group.property("SecurityGroupIngress").isThere()).isFalse();
        assertThat(dev.all("AWS::EC2::SecurityGroupIngress"))
                .filteredOn(
                        rule -> dev.behind("network", rule.property("GroupId")).equals(group))
                .singleElement()
                .satisfies(rule -> {
                    assertThat(rule.property("FromPort").number()).isEqualTo(443);
                    assertThat(rule.property("ToPort").number()).isEqualTo(443);
                    assertThat(rule.property("SourceSecurityGroupId").isThere()).isTrue();
                });
    }

    @Test
    void
            the_machine_gives_the_keys_of_its_role_to_version_2_of_the_metadata_service_only_and_the_role_may_do_nothing() {
        Resource machine = dev.only("AWS::EC2::Instance");
        assertThat(machine.property("MetadataOptions").at("HttpTokens").text()).isEqualTo("required");
        Resource profile = dev.behind("network", machine.property("IamInstanceProfile"));
        Resource role = dev.behind("network", profile.property("Roles").at(0));
        assertThat(dev.statementsOf(role)).isEmpty();
        assertThat(role.property("ManagedPolicyArns").isThere()).isFalse();
    }
}
