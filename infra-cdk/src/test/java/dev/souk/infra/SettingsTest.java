package dev.souk.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.deployment.LambdaFunction;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
    @Test
    void everything_that_is_missing_is_named_at_once() {
        assertThatThrownBy(() -> Settings.from(_ -> null))
                .isInstanceOf(UnusableSettings.class)
                .hasMessageContaining("mailFrom is missing")
                .hasMessageContaining("-c name=value");
    }

    @ParameterizedTest
    @CsvSource({
        "stage, staging, 'stage is not dev, prod or localstack'",
        "oidcIssuer, accounts.souk.example, oidcIssuer is not an absolute https address",
        "storefrontUrl, http://souk.example, storefrontUrl is not an absolute https address",
        "oidcJwksUri, keys, oidcJwksUri is not an absolute https address",
        "mailFrom, Souk <shop, mailFrom is not an e-mail address",
        "sellerQuotaBytes, 100 GB, sellerQuotaBytes is not a whole number of bytes",
        "downloadLimit, none, downloadLimit is not a whole number",
        "platformFeeBasisPoints, 10000, platformFeeBasisPoints is not a whole number of basis points",
        "transferHoldDays, 91, transferHoldDays is not a whole number of days",
        "disputeAccess, maybe, disputeAccess is not keep or suspend",
        "stripeTax, yes, 'stripeTax is not off, exclusive or inclusive'",
        "packaging, zip, 'packaging is not snapstart, aot or jar'",
        "database, postgres, database is not instance or aurora",
        "databaseProxy, yes, databaseProxy is not true or false",
        "secretsRevision, 2026/11, 'secretsRevision is not letters and digits, with hyphens between them'",
        "databaseAdminSecret, souk/prod/admin, databaseAdminSecret is not the ARN of a secret",
        "oidcIssuer, https://accounts.souk.example, oidcAudience is missing",
        "oidcJwksUri, https://accounts.souk.example/keys, oidcIssuer is missing",
        "oidcAdminValue, admins, oidcAdminValue is what the claim oidcAdminClaim has to have",
        "oidcAdminClaim, groups, oidcAdminValue is missing",
        "mailIdentity, none, mailIdentity is not domain or address",
        "signInMail, smtp, 'signInMail is not cognito, domain or address'",
        "signInPages, http://desk.souk.example/, signInPages is not a list of https addresses",
        "apiDomain, api.souk.example, apiDomain and apiCertificateArn go together",
        "webDomain, souk.example, webDomain and webCertificateArn go together",
        "webCertificateArn, arn:aws:acm:eu-west-1:111122223333:certificate/abc, webCertificateArn is not the ARN of a certificate in us-east-1",
    })
    void what_cannot_be_is_told_by_its_name(String name, String value, String complaint) {
        Map<String, Object> all = Synthesized.settings(Stage.DEV);
        all.put(name, value);
        assertThatThrownBy(() -> Settings.from(all::get))
                .isInstanceOf(UnusableSettings.class)
                .hasMessageContaining(complaint);
    }

    @Test
    void what_is_not_said_follows_from_what_is() {
        Map<String, Object> all = Synthesized.settings(Stage.DEV);
        all.remove("stage");
        Settings settings = Settings.from(all::get);
        assertThat(settings.stage()).isEqualTo(Stage.DEV);
        assertThat(settings.storefrontUrl()).isEmpty();
        assertThat(settings.signIn().issuer()).isEmpty();
        assertThat(settings.signIn().codeMail()).isEmpty();
        assertThat(settings.webDomain()).isEmpty();
        assertThat(settings.stripeSecret()).isEqualTo("souk/dev/stripe");
        assertThat(settings.mailFromAddress().value()).isEqualTo("shop@souk.example");
        assertThat(settings.downloadLimit()).isEmpty();
        assertThat(settings.apiDomain()).isEmpty();
    }

    @Test
    void pages_are_served_by_us_or_elsewhere_and_not_both() {
        Map<String, Object> all = Synthesized.settings(Stage.DEV);
        all.put("storefrontUrl", "https://souk.example");
        all.put("webDomain", "souk.example");
        all.put("webCertificateArn", "arn:aws:acm:us-east-1:111122223333:certificate/def");
        assertThatThrownBy(() -> Settings.from(all::get)).hasMessageContaining("one of them is too much");
    }

    @Test
    void what_is_said_of_Cognito_is_for_nobody_where_there_is_none() {
        Map<String, Object> all = Synthesized.settings(Stage.DEV);
        all.put("oidcIssuer", "https://accounts.souk.example");
        all.put("oidcAudience", "souk");
        all.put("signInMail", "domain");
        assertThatThrownBy(() -> Settings.from(all::get)).hasMessageContaining("signInMail is about Cognito");
    }

    @Test
    void a_package_that_was_not_built_is_named() {
        Packages nothing = new Packages(Synthesized.folder());
        assertThatThrownBy(() -> nothing.of(LambdaFunction.USERS, Packaging.JAR))
                .hasMessageContaining("functions-users.zip")
                .hasMessageContaining("make build");
        assertThatThrownBy(() -> nothing.of(LambdaFunction.USERS, Packaging.AOT))
                .hasMessageContaining("users.zip")
                .hasMessageContaining("make package-aot");
        assertThatThrownBy(() -> nothing.architecture(Packaging.AOT)).hasMessageContaining("make package-aot");
    }
}
