package dev.souk.infra.api;

import dev.souk.infra.Settings;
import dev.souk.infra.data.Database.ProxyTarget;
import dev.souk.infra.data.DatabaseServer;
import dev.souk.infra.deploy.ModuleAccounts;
import dev.souk.infra.network.SoukNetwork;
import dev.souk.lambda.db.Session;
import java.util.List;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.ec2.CfnSecurityGroupIngress;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.rds.CfnDBProxy;
import software.amazon.awscdk.services.rds.CfnDBProxyTargetGroup;
import software.constructs.Construct;

/**
 * RDS Proxy: functions connect to it, and share the connections that it has to the database. It knows one password of an account, and not two as
 * the database does while passwords change; so another {@code secretsRevision} is another proxy. Functions move to it with the passwords that
 * it knows, and CloudFormation takes the old one away once all have.
 */
final class RdsProxy extends Construct {
    /** Of the database's: the rest is for migrations and people, who go to it directly. */
    private static final int SHARE_OF_CONNECTIONS = 90;
    /** A request that gets no connection by then fails, and says so before API Gateway does. */
    private static final int PATIENCE_SECONDS = 10;

    private final CfnDBProxy proxy;

    RdsProxy(Construct scope, Settings settings, SoukNetwork network, ProxyTarget target, ModuleAccounts accounts) {
        super(scope, "DatabaseProxy-" + settings.secretsRevision());
        SecurityGroup group = SecurityGroup.Builder.create(this, "Group")
                .vpc(network.vpc())
                .description("Souk proxy: called by functions, calls the database")
                .allowAllOutbound(false)
                .build();
        group.addIngressRule(
                network.functions(), Port.tcp(SoukNetwork.DATABASE_PORT), "Functions share the proxy's connections");
        group.addEgressRule(network.database(), Port.tcp(SoukNetwork.DATABASE_PORT), "The proxy asks the database");
        // Here and not with the database's group: this stack goes before that one's.
        CfnSecurityGroupIngress way = CfnSecurityGroupIngress.Builder.create(this, "Way")
                .groupId(network.database().getSecurityGroupId())
                .sourceSecurityGroupId(group.getSecurityGroupId())
                .ipProtocol("tcp")
                .fromPort(SoukNetwork.DATABASE_PORT)
                .toPort(SoukNetwork.DATABASE_PORT)
                .description("The proxy asks the database")
                .build();
        Role role = Role.Builder.create(this, "Role")
                .assumedBy(new ServicePrincipal("rds.amazonaws.com"))
                .description("What Souk's proxy of the database may do: read the modules' passwords")
                .build();
        role.addToPolicy(PolicyStatement.Builder.create()
                .actions(List.of("secretsmanager:GetSecretValue"))
                .resources(accounts.arns())
                .build());
        String name = settings.proxyName().orElseThrow();
        // Made before RDS would make it, which would keep it for ever.
        LogGroup log = LogGroup.Builder.create(this, "Log")
                .logGroupName("/aws/rds/proxy/" + name)
                .retention(settings.stage().logsKept())
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
        proxy = CfnDBProxy.Builder.create(this, "Proxy")
                .dbProxyName(name)
                .engineFamily("MYSQL")
                .requireTls(true)
                .auth(accounts.arns().stream().map(RdsProxy::account).toList())
                .roleArn(role.getRoleArn())
                .vpcSubnetIds(
                        network.vpc().selectSubnets(network.databaseSubnets()).getSubnetIds())
                .vpcSecurityGroupIds(List.of(group.getSecurityGroupId()))
                .build();
        proxy.getNode().addDependency(role, log);
        CfnDBProxyTargetGroup connections = CfnDBProxyTargetGroup.Builder.create(this, "Connections")
                .dbProxyName(proxy.getRef())
                // The only name that AWS takes.
                .targetGroupName("default")
                .dbInstanceIdentifiers(target.cluster() ? null : List.of(target.identifier()))
                .dbClusterIdentifiers(target.cluster() ? List.of(target.identifier()) : null)
                .connectionPoolConfigurationInfo(
                        CfnDBProxyTargetGroup.ConnectionPoolConfigurationInfoFormatProperty.builder()
                                .maxConnectionsPercent(SHARE_OF_CONNECTIONS)
                                .connectionBorrowTimeout(PATIENCE_SECONDS)
                                // Each of ours says the same when it begins, by which the proxy would give it a
                                // connection for itself. It need not: all connections have been told already.
                                .initQuery("SET " + Session.VARIABLES)
                                .sessionPinningFilters(List.of("EXCLUDE_VARIABLE_SETS"))
                                .build())
                .build();
        connections.getNode().addDependency(way);
    }

    private static CfnDBProxy.AuthFormatProperty account(String secret) {
        return CfnDBProxy.AuthFormatProperty.builder()
                .authScheme("SECRETS")
                .secretArn(secret)
                .iamAuth("DISABLED")
                // What MySQL 8.4 gives an account that says nothing else.
                .clientPasswordAuthType("MYSQL_CACHING_SHA2_PASSWORD")
                .build();
    }

    /** What functions are given. The driver would send more than one question at a time, which not every proxy bears. */
    String url() {
        return DatabaseServer.url(proxy.getAttrEndpoint()) + "&disablePipeline=true";
    }
}
