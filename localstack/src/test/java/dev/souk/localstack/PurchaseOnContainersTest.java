package dev.souk.localstack;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.Network;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.mysql.MySQLContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * On LocalStack and MySQL 8.4 in containers of this test's own; functions run in containers that LocalStack starts.
 *
 * <p>Browsers and functions both have to reach LocalStack under one name, which is in every signed link: {@code
 * localhost.localstack.cloud} is 127.0.0.1 to the one and LocalStack to the other. So its port here has to be 4566, too. What listens on
 * this machine, functions reach by the address that Docker gives it on its bridge.
 */
@Testcontainers(disabledWithoutDocker = true)
class PurchaseOnContainersTest extends PurchaseContract {
    private static final int PORT = 4566;
    private static final String MYSQL = "mysql";
    private static final String US = "host.docker.internal";

    private static final Network NETWORK = Network.newNetwork();

    @Container
    private static final MySQLContainer DATABASE = new MySQLContainer(DockerImageName.parse("mysql:8.4"))
            .withNetwork(NETWORK)
            .withNetworkAliases(MYSQL)
            .withDatabaseName("souk")
            .withUsername("root")
            .withPassword("nothing worth a secret")
            .withCommand("--character-set-server=utf8mb4", "--collation-server=utf8mb4_0900_ai_ci");

    @Container
    private static final LocalStackContainer LOCALSTACK = localStack();

    private @Nullable SoukOnLocalStack souk;

    @SuppressWarnings("resource") // JUnit's extension stops it.
    private static LocalStackContainer localStack() {
        LocalStackContainer container = new LocalStackContainer(DockerImageName.parse("localstack/localstack:4.14.0"))
                .withNetwork(NETWORK)
                .withEnv("LAMBDA_DOCKER_NETWORK", NETWORK.getId())
                .withEnv("LAMBDA_DOCKER_FLAGS", "--add-host=" + US + ":host-gateway")
                .withEnv("LAMBDA_RUNTIME_ENVIRONMENT_TIMEOUT", "120")
                // Packages of Java run on any machine.
                .withEnv("LAMBDA_IGNORE_ARCHITECTURE", "1")
                .withEnv("DISABLE_EVENTS", "1");
        container.setPortBindings(List.of("127.0.0.1:" + PORT + ":" + PORT));
        return container;
    }

    @BeforeAll
    void deploy() {
        String url = DATABASE.getJdbcUrl().split("\\?", 2)[0];
        souk = SoukOnLocalStack.start(options(
                URI.create("http://127.0.0.1:" + LOCALSTACK.getMappedPort(PORT)),
                URI.create("http://localhost.localstack.cloud:" + PORT),
                Map.of(
                        "DATABASE_URL",
                        url + "?sslMode=DISABLED&allowPublicKeyRetrieval=true",
                        "DATABASE_USER",
                        DATABASE.getUsername(),
                        "DATABASE_PASSWORD",
                        DATABASE.getPassword(),
                        "FUNCTIONS_DATABASE_URL",
                        "jdbc:mysql://" + MYSQL + ":3306/souk?sslMode=DISABLED&allowPublicKeyRetrieval=true",
                        "FUNCTIONS_CALL_US",
                        US,
                        "RELAY_ADDRESS",
                        bridge())));
    }

    /** This machine's address among the containers. */
    private static String bridge() {
        return Objects.requireNonNull(DockerClientFactory.instance()
                .client()
                .inspectNetworkCmd()
                .withNetworkId("bridge")
                .exec()
                .getIpam()
                .getConfig()
                .getFirst()
                .getGateway());
    }

    @AfterAll
    void stop() {
        if (souk != null) {
            souk.close();
        }
        NETWORK.close();
    }

    @Override
    SoukOnLocalStack souk() {
        return Objects.requireNonNull(souk);
    }
}
