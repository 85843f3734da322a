package dev.souk.email.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.email.transport.SmtpServer.Login;
import dev.souk.lambda.config.Secret;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SmtpServerTest {
    @Test
    void a_url_says_host_port_login_and_tls() {
        assertThat(SmtpServer.parse("smtp://127.0.0.1:2525"))
                .contains(new SmtpServer("127.0.0.1", 2525, false, Optional.empty()));
        assertThat(SmtpServer.parse("smtps://me%40example.com:p%3A%2F+%40@mail.example.com/"))
                .contains(new SmtpServer(
                        "mail.example.com", 465, true, Optional.of(new Login("me@example.com", new Secret("p:/+@")))));
    }

    @Test
    void the_usual_ports_are_understood() {
        assertThat(SmtpServer.parse("smtp://mail.example.com").orElseThrow().port())
                .isEqualTo(25);
        assertThat(SmtpServer.parse("smtp://a:b@mail.example.com").orElseThrow().port())
                .isEqualTo(587);
    }
}
