package dev.souk.purchases;

import dev.souk.test.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    @Test
    void the_sentences_about_the_architecture_hold() {
        ArchitectureRules.check("dev.souk.purchases", "money");
    }
}
