package dev.souk.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortsTest {
    @Test
    void a_free_port_is_taken_as_wished() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        assertThat(Ports.choose(free)).isEqualTo(free);
    }

    @Test
    void a_port_that_anything_listens_on_is_passed_over() throws Exception {
        try (ServerSocket loopback = new ServerSocket();
                ServerSocket everywhere = new ServerSocket(0)) {
            loopback.bind(new InetSocketAddress(Ports.loopback(), 0));
            assertThat(Ports.choose(loopback.getLocalPort())).isGreaterThan(loopback.getLocalPort());
            assertThat(Ports.choose(everywhere.getLocalPort())).isNotEqualTo(everywhere.getLocalPort());
        }
    }

    @Test
    void zero_is_any_and_nonsense_is_refused() {
        assertThat(Ports.choose(0)).isBetween(1, 65_535);
        assertThatThrownBy(() -> Ports.choose(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Ports.choose(65_536)).isInstanceOf(IllegalArgumentException.class);
    }
}
