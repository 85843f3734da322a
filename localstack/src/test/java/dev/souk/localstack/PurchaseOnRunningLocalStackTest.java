package dev.souk.localstack;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** On the LocalStack at {@code LOCALSTACK_ENDPOINT}, whose functions run on this machine and which has no Souk yet. */
@EnabledIfEnvironmentVariable(named = "LOCALSTACK_ENDPOINT", matches = ".+")
class PurchaseOnRunningLocalStackTest extends PurchaseContract {
    private @Nullable SoukOnLocalStack souk;

    @BeforeAll
    void deploy() {
        URI endpoint = URI.create(System.getenv("LOCALSTACK_ENDPOINT"));
        souk = SoukOnLocalStack.start(options(endpoint, endpoint, Map.of()));
    }

    @AfterAll
    void stop() {
        if (souk != null) {
            souk.close();
        }
    }

    @Override
    SoukOnLocalStack souk() {
        return java.util.Objects.requireNonNull(souk);
    }
}
