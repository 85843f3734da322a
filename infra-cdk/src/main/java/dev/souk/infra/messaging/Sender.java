package dev.souk.infra.messaging;

import dev.souk.infra.MailIdentity;
import dev.souk.infra.Settings;
import java.util.List;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ses.ConfigurationSet;
import software.amazon.awscdk.services.ses.DkimIdentity;
import software.amazon.awscdk.services.ses.DkimRecord;
import software.amazon.awscdk.services.ses.EasyDkimSigningKeyLength;
import software.amazon.awscdk.services.ses.EmailIdentity;
import software.amazon.awscdk.services.ses.Identity;
import software.amazon.awscdk.services.ses.MailFromBehaviorOnMxFailure;
import software.constructs.Construct;

/**
 * SES's word for who may send as the shop, and the DNS records by which a domain gives its own. What is sent by it without naming a
 * configuration set, as Cognito's codes are, tells of its bounces all the same.
 */
final class Sender extends Construct {
    /** Where bounces go to. In place of SES's own domain, so that SPF speaks for the domain that the reader sees (DMARC's alignment). */
    private static final String RETURN_PATH = "bounces.";

    Sender(Construct scope, String id, MailIdentity identity, Settings settings, ConfigurationSet set) {
        super(scope, id);
        EmailIdentity.Builder builder =
                EmailIdentity.Builder.create(this, "Identity").configurationSet(set);
        EmailIdentity made = switch (identity) {
            case ADDRESS ->
                builder.identity(Identity.email(identity.of(settings.mailFromAddress())))
                        .build();
            case DOMAIN -> domain(builder, identity.of(settings.mailFromAddress()));
        };
        made.applyRemovalPolicy(settings.stage().safety().whenRemoved());
    }

    private EmailIdentity domain(EmailIdentity.Builder builder, String domain) {
        String returnPath = RETURN_PATH + domain;
        EmailIdentity made = builder.identity(Identity.domain(domain))
                .dkimSigning(true)
                .dkimIdentity(DkimIdentity.easyDkim(EasyDkimSigningKeyLength.RSA_2048_BIT))
                .mailFromDomain(returnPath)
                // Mails go out while that name is not there yet, from SES's own: SPF then speaks for SES, and DKIM for
                // the shop.
                .mailFromBehaviorOnMxFailure(MailFromBehaviorOnMxFailure.USE_DEFAULT_VALUE)
                .build();
        List<DkimRecord> records = made.getDkimRecords();
        for (int record = 0; record < records.size(); record++) {
            DkimRecord dkim = records.get(record);
            told("MailDnsDkim" + (record + 1), dkim.getName() + " CNAME " + dkim.getValue(), "signs mails");
        }
        told(
                "MailDnsReturnPath",
                returnPath + " MX 10 feedback-smtp." + Stack.of(this).getRegion() + ".amazonses.com",
                "takes bounces in");
        told("MailDnsSpf", returnPath + " TXT \"v=spf1 include:amazonses.com ~all\"", "says that SES sends");
        told(
                "MailDnsDmarc",
                "_dmarc." + domain + " TXT \"v=DMARC1; p=quarantine\"",
                "says what becomes of mails that only pretend to be ours; p=none while others still send for the domain");
        return made;
    }

    private void told(String name, String dnsRecord, String what) {
        CfnOutput.Builder.create(Stack.of(this), name)
                .value(dnsRecord)
                .description("A record for the DNS of mailFrom's domain: " + what)
                .build();
    }
}
