package dev.souk.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.lambda.config.Environment;
import dev.souk.lambda.config.MissingVariable;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EmailRuntimeTest {
    private static final Map<String, String> BY_SMTP = Map.of(
            "DATABASE_URL", "jdbc:mysql://127.0.0.1:1/souk",
            "DATABASE_USER", "souk",
            "DATABASE_PASSWORD", "hidden",
            "MAIL_FROM", "Souk <no-reply@souk.example>",
            "MAIL_TRANSPORT", "smtp",
            "SMTP_URL", "smtp://user:hidden@mail.example.com");

    private static final Map<String, String> BY_SES = Map.of(
            "DATABASE_URL", "jdbc:mysql://127.0.0.1:1/souk",
            "DATABASE_USER", "souk",
            "DATABASE_PASSWORD", "hidden",
            "MAIL_FROM", "no-reply@souk.example",
            "MAIL_TRANSPORT", "ses",
            "AWS_REGION", "eu-west-1");

    @Test
    void it_starts_without_touching_a_server() {
        assertThatCode(() -> new EmailHandler(EmailRuntime.from(Environment.of(BY_SMTP))))
                .doesNotThrowAnyException();
        assertThatCode(() -> new EmailHandler(EmailRuntime.from(Environment.of(BY_SES))))
                .doesNotThrowAnyException();
    }

    @Test
    void every_variable_that_is_missing_is_named() {
        for (Map<String, String> variables : java.util.List.of(BY_SMTP, BY_SES)) {
            for (String name : variables.keySet()) {
                Map<String, String> less = new HashMap<>(variables);
                less.remove(name);
                refused(less, name);
            }
        }
    }

    @Test
    void what_cannot_be_read_is_named_and_not_shown() {
        refused(with("MAIL_TRANSPORT", "pigeon"), "MAIL_TRANSPORT");
        for (String from : new String[] {"nobody", "a@b", "A <b@example.com> c", "A\r\nB: c <b@example.com>", "<>"}) {
            refused(with("MAIL_FROM", from), "MAIL_FROM");
        }
        for (String url : new String[] {
            "mail.example.com:25",
            "http://hidden@mail.example.com",
            "smtp://hidden@mail.example.com",
            "smtp://",
            "smtp://u:hidden@mail.example.com/inbox",
            "smtp:// hidden",
            "smtp://:hidden@mail.example.com"
        }) {
            refused(with("SMTP_URL", url), "SMTP_URL");
        }
    }

    private static Map<String, String> with(String name, String value) {
        Map<String, String> variables = new HashMap<>(BY_SMTP);
        variables.put(name, value);
        return variables;
    }

    private static void refused(Map<String, String> variables, String name) {
        assertThatThrownBy(() -> EmailRuntime.from(Environment.of(variables)))
                .as("%s", name)
                .isInstanceOf(MissingVariable.class)
                .hasMessageContaining(name)
                .hasMessageNotContaining("hidden");
    }

    @Test
    void a_sender_may_have_a_name() {
        assertThat(Sender.parse("Souk <no-reply@souk.example>").orElseThrow().name())
                .contains("Souk");
        assertThat(Sender.parse("no-reply@souk.example").orElseThrow().name()).isEmpty();
        assertThat(Sender.parse("<no-reply@Souk.Example>").orElseThrow().domain())
                .isEqualTo("souk.example");
    }
}
