package dev.souk.infra.data;

import dev.souk.deployment.LambdaFunction;
import dev.souk.infra.Stage;
import dev.souk.infra.network.SoukNetwork;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/**
 * What a server of ours is told and asked, on an instance and on Aurora alike. Isolation, SQL mode and time zone are the kit's business,
 * which says them for every connection; what a server alone can say stands here.
 */
public final class DatabaseServer {
    static final String SCHEMA = "souk";
    static final String ADMIN = "souk";
    static final List<String> LOGS = List.of("error", "slowquery");

    /** For people and backups, beside what the functions may take. */
    private static final int SPARE_CONNECTIONS = 15;

    private DatabaseServer() {}

    /** Encrypted, or not at all. */
    public static String url(String host) {
        return "jdbc:mysql://" + host + ":" + SoukNetwork.DATABASE_PORT + "/" + SCHEMA + "?sslMode=REQUIRED";
    }

    /** Every instance that there can be holds one. */
    public static int mostConnections() {
        return Arrays.stream(LambdaFunction.values())
                        .mapToInt(LambdaFunction::mostInstances)
                        .sum()
                + SPARE_CONNECTIONS;
    }

    /** Of the whole server, and of all of a cluster's. */
    static Map<String, String> ofTheServer() {
        return Map.of(
                "require_secure_transport", "ON",
                "character_set_server", "utf8mb4",
                "collation_server", "utf8mb4_0900_ai_ci");
    }

    /** Of each machine that it runs on. */
    static Map<String, String> ofEachInstance() {
        return Map.of(
                "max_connections", Integer.toString(mostConnections()),
                "slow_query_log", "1",
                "long_query_time", "1",
                "log_output", "FILE");
    }

    /**
     * A log of the server, made before RDS would make it, which would keep it for ever.
     *
     * @param kind {@code instance} or {@code cluster}
     */
    static LogGroup kept(Construct scope, Stage stage, String kind, String log) {
        return LogGroup.Builder.create(scope, "Log-" + log)
                .logGroupName("/aws/rds/" + kind + "/" + stage.nameOf("database") + "/" + log)
                .retention(stage.logsKept())
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
    }
}
