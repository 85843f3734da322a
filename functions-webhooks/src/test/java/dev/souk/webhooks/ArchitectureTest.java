package dev.souk.webhooks;

import dev.souk.test.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    @Test
    void the_rules_of_the_house_hold() {
        ArchitectureRules.check("dev.souk.webhooks", "posting");
    }
}
