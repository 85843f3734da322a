package dev.souk.infra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.deployment.LambdaFunction;
import dev.souk.infra.Synthesized.Resource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who mails are from, as SES knows it: by hand, or by what the owner leaves to the stacks. */
class SenderTest {
    private final Synthesized full = Synthesized.toTheFull();

    @Test
    void a_domain_signs_its_mails_and_takes_its_bounces() {
        Resource identity = full.only("AWS::SES::EmailIdentity");
        assertThat(identity.property("EmailIdentity").text()).isEqualTo("souk.example");
        assertThat(identity.property("DkimAttributes").at("SigningEnabled").value())
                .isEqualTo(true);
        assertThat(identity.property("DkimSigningAttributes")
                        .at("NextSigningKeyLength")
                        .text())
                .isEqualTo("RSA_2048_BIT");
        assertThat(identity.property("MailFromAttributes").value())
                .isEqualTo(
                        Map.of("MailFromDomain", "bounces.souk.example", "BehaviorOnMxFailure", "USE_DEFAULT_VALUE"));
    }

    @Test
    void what_is_sent_by_it_tells_of_its_bounces_whoever_sends() {
        for (Synthesized souk : List.of(full, Synthesized.elsewhere())) {
            Node set = souk.only("AWS::SES::EmailIdentity").property("ConfigurationSetAttributes");
            assertThat(souk.behind("messaging", set.at("ConfigurationSetName")))
                    .isEqualTo(souk.only("AWS::SES::ConfigurationSet"));
        }
    }

    @Test
    void the_owner_is_told_every_record_that_DNS_has_to_have() {
        Node outputs = full.template("messaging").at("Outputs");
        for (int record = 1; record <= 3; record++) {
            Node dkim = outputs.at("MailDnsDkim" + record, "Value");
            assertThat(full.behind("messaging", dkim)).isEqualTo(full.only("AWS::SES::EmailIdentity"));
            assertThat(dkim.at("Fn::Join", 1, 0, "Fn::GetAtt", 1).text()).isEqualTo("DkimDNSTokenName" + record);
            assertThat(dkim.at("Fn::Join", 1, 1).text()).isEqualTo(" CNAME ");
            assertThat(dkim.at("Fn::Join", 1, 2, "Fn::GetAtt", 1).text()).isEqualTo("DkimDNSTokenValue" + record);
        }
        assertThat(outputs.at("MailDnsReturnPath", "Value", "Fn::Join", 1).elements())
                .containsExactly(
                        new Node("bounces.souk.example MX 10 feedback-smtp."),
                        new Node(Map.of("Ref", "AWS::Region")),
                        new Node(".amazonses.com"));
        assertThat(outputs.at("MailDnsSpf", "Value").text())
                .isEqualTo("bounces.souk.example TXT \"v=spf1 include:amazonses.com ~all\"");
        assertThat(outputs.at("MailDnsDmarc", "Value").text())
                .isEqualTo("_dmarc.souk.example TXT \"v=DMARC1; p=quarantine\"");
    }

    @Test
    void mails_are_sent_by_that_identity_and_no_other() {
        assertThat(identities(full)).containsExactly("identity/souk.example");
        assertThat(identities(Synthesized.elsewhere())).containsExactly("identity/shop@souk.example");
    }

    @Test
    void an_address_alone_has_no_domain_to_speak_for() {
        Resource identity = Synthesized.elsewhere().only("AWS::SES::EmailIdentity");
        assertThat(identity.property("EmailIdentity").text()).isEqualTo("shop@souk.example");
        assertThat(identity.property("MailFromAttributes").isThere()).isFalse();
        assertThat(Synthesized.elsewhere().template("messaging").at("Outputs").names())
                .noneMatch(name -> name.startsWith("MailDns"));
    }

    @Test
    void production_keeps_what_DNS_was_told_of() {
        assertThat(full.only("AWS::SES::EmailIdentity")
                        .node()
                        .at("DeletionPolicy")
                        .text())
                .isEqualTo("Retain");
    }

    @Test
    void unless_the_owner_says_so_SES_knows_the_sender_already() {
        for (Synthesized souk : List.of(Synthesized.dev(), Synthesized.prod())) {
            assertThat(souk.all("AWS::SES::EmailIdentity")).isEmpty();
            assertThat(identities(souk))
                    .containsExactlyInAnyOrder("identity/shop@souk.example", "identity/souk.example");
        }
    }

    /** By which the function that sends may send. */
    private static List<String> identities(Synthesized souk) {
        Resource function = souk.function(LambdaFunction.EMAIL_WORKER);
        return souk.statementsOf(souk.behind("api", function.property("Role"))).stream()
                .filter(statement -> statement.at("Action").texts().contains("ses:SendRawEmail"))
                .flatMap(statement -> statement.at("Resource").elements().stream())
                .map(resource -> resource.at("Fn::Join", 1).elements().getLast().text())
                .filter(resource -> resource.startsWith(":identity/"))
                .map(resource -> resource.substring(1))
                .toList();
    }
}
