package dev.souk.infra.network;

import dev.souk.infra.Acknowledged;
import java.util.List;
import java.util.Objects;
import software.amazon.awscdk.services.ec2.CfnInstance;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ec2.Instance;
import software.amazon.awscdk.services.ec2.InstanceClass;
import software.amazon.awscdk.services.ec2.InstanceSize;
import software.amazon.awscdk.services.ec2.InstanceType;
import software.amazon.awscdk.services.ec2.NatInstanceProps;
import software.amazon.awscdk.services.ec2.NatInstanceProviderV2;
import software.amazon.awscdk.services.ec2.NatProvider;
import software.amazon.awscdk.services.ec2.NatTrafficDirection;
import software.amazon.awscdk.services.ec2.Port;

/**
 * A way out by a machine of Amazon Linux that translates addresses. CloudFormation looks its image up when it deploys. Nobody logs in: it
 * has no key, and takes what functions send to HTTPS, and nothing from outside.
 */
final class NatInstance {
    private static final int HTTPS = 443;
    /** Of Amazon Linux's images. */
    private static final String ROOT_DEVICE = "/dev/xvda";

    private final NatInstanceProviderV2 provider = NatProvider.instanceV2(NatInstanceProps.builder()
            .instanceType(InstanceType.of(InstanceClass.T4G, InstanceSize.NANO))
            .defaultAllowedTraffic(NatTrafficDirection.OUTBOUND_ONLY)
            .build());

    NatInstanceProviderV2 provider() {
        return provider;
    }

    /** Once it is in a network. */
    void letOut(ISecurityGroup functions) {
        provider.getConnections().allowFrom(functions, Port.tcp(HTTPS), "Functions call Stripe, the issuer and AWS");
        provider.getGatewayInstances().forEach(NatInstance::harden);
    }

    private static void harden(Instance instance) {
        CfnInstance resource =
                (CfnInstance) Objects.requireNonNull(instance.getNode().getDefaultChild());
        // Version 2 of the metadata service only: what is tricked into asking for the role's keys cannot.
        resource.setMetadataOptions(CfnInstance.MetadataOptionsProperty.builder()
                .httpTokens("required")
                .build());
        resource.setBlockDeviceMappings(List.of(CfnInstance.BlockDeviceMappingProperty.builder()
                .deviceName(ROOT_DEVICE)
                .ebs(CfnInstance.EbsProperty.builder().encrypted(true).build())
                .build()));
        Acknowledged.on(
                instance,
                "AwsSolutions-EC28",
                "It is for trying things out: when it hangs, calls out fail and the alarms on functions tell; minutes earlier cost extra.");
        Acknowledged.on(
                instance,
                "AwsSolutions-EC29",
                "It holds nothing and is to go with the network of a stage for trying things out, which is destroyed at will.");
    }
}
