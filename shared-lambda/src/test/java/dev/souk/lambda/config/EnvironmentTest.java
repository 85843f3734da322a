package dev.souk.lambda.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.lambda.auth.OidcSettings;
import dev.souk.lambda.aws.AwsSettings;
import dev.souk.lambda.db.DatabaseSettings;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentTest {
    private static final Map<String, String> DATABASE = Map.of(
            "DATABASE_URL", "jdbc:mysql://127.0.0.1/souk",
            "DATABASE_USER", "souk",
            "DATABASE_PASSWORD", "hush");

    @Test
    void a_value_is_stripped() {
        Environment environment = Environment.of(Map.of("NAME", " value "));
        assertThat(environment.get("NAME")).isEqualTo("value");
        assertThat(environment.find("OTHER")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"DATABASE_URL", "DATABASE_USER", "DATABASE_PASSWORD"})
    void a_variable_that_is_missing_or_blank_is_named(String name) {
        Map<String, String> variables = new HashMap<>(DATABASE);
        variables.remove(name);
        assertThatThrownBy(() -> DatabaseSettings.from(Environment.of(variables)))
                .isInstanceOf(MissingVariable.class)
                .hasMessage("environment variable " + name + " is not set");
        variables.put(name, "  ");
        assertThatThrownBy(() -> DatabaseSettings.from(Environment.of(variables)))
                .isInstanceOf(MissingVariable.class)
                .hasMessageContaining(name);
    }

    @Test
    void what_is_optional_has_its_value() {
        DatabaseSettings settings = DatabaseSettings.from(Environment.of(DATABASE));
        assertThat(settings.connections()).isEqualTo(1);
        assertThat(settings.patience()).isEqualTo(Duration.ofSeconds(5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "201", "ten", "1.5", "99999999999"})
    void a_number_that_is_none_or_out_of_bounds_is_named_and_not_quoted(String value) {
        Map<String, String> variables = new HashMap<>(DATABASE);
        variables.put("DATABASE_CONNECTIONS", value);
        assertThatThrownBy(() -> DatabaseSettings.from(Environment.of(variables)))
                .isInstanceOf(MissingVariable.class)
                .hasMessageStartingWith("environment variable DATABASE_CONNECTIONS is not ");
    }

    @Test
    void neither_message_nor_cause_quotes_a_value() {
        Environment environment = Environment.of(Map.of(
                "SMTP_URL", "smtp://user:hush hush@host", "RELATIVE", "hush/hush", "COUNT", "hush", "MAIL", "hush"));
        for (Function<Environment, Object> read : java.util.List.<Function<Environment, Object>>of(
                e -> e.uri("SMTP_URL"),
                e -> e.findUri("RELATIVE"),
                e -> e.number("COUNT", 1, 1, 2),
                e -> e.seconds("COUNT", Duration.ofSeconds(1)),
                e -> e.parsed("MAIL", _ -> Optional.empty(), "an e-mail address"))) {
            assertThatThrownBy(() -> read.apply(environment))
                    .isInstanceOf(MissingVariable.class)
                    .satisfies(e -> assertThat(printed(e)).doesNotContain("hush"));
        }
    }

    @Test
    void a_secret_prints_as_one_wherever_it_stands() {
        assertThat(Environment.of(DATABASE).secret("DATABASE_PASSWORD").reveal())
                .isEqualTo("hush");
        assertThat(DatabaseSettings.from(Environment.of(DATABASE)).toString())
                .contains("[secret]")
                .doesNotContain("hush");
        assertThat(AwsSettings.from(Environment.of(Map.of(
                                "AWS_REGION", "eu-west-1",
                                "AWS_ACCESS_KEY_ID", "key",
                                "AWS_SECRET_ACCESS_KEY", "hush",
                                "AWS_SESSION_TOKEN", "hush")))
                        .toString())
                .doesNotContain("hush");
    }

    @Test
    void a_list_is_what_stands_between_its_commas() {
        Environment environment = Environment.of(Map.of("LIST", " a, ,b ,"));
        assertThat(environment.list("LIST")).containsExactly("a", "b");
        assertThat(environment.list("OTHER")).isEmpty();
    }

    @Test
    void an_audience_is_required_of_an_issuer() {
        assertThatThrownBy(() -> OidcSettings.from(Environment.of(Map.of("OIDC_ISSUER", "https://issuer.example"))))
                .hasMessageContaining("OIDC_AUDIENCE");
        assertThatThrownBy(() -> OidcSettings.from(
                        Environment.of(Map.of("OIDC_ISSUER", "https://issuer.example", "OIDC_AUDIENCE", " , "))))
                .hasMessageContaining("OIDC_AUDIENCE");
    }

    private static String printed(Throwable e) {
        StringWriter out = new StringWriter();
        e.printStackTrace(new PrintWriter(out));
        return out.toString();
    }
}
