package dev.souk.users;

import dev.souk.test.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    @Test
    void the_architecture_holds() {
        ArchitectureRules.check("dev.souk.users");
    }
}
