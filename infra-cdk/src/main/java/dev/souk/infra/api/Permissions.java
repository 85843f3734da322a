package dev.souk.infra.api;

import dev.souk.infra.Acknowledged;
import dev.souk.infra.MailIdentity;
import dev.souk.infra.Settings;
import dev.souk.infra.data.DataStack;
import dev.souk.infra.deploy.ModuleAccounts;
import dev.souk.infra.deploy.StripeSetup;
import dev.souk.infra.messaging.MessagingStack;
import dev.souk.model.EmailAddress;
import dev.souk.model.message.WorkQueue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyStatement;

/** What each function may do, action by action: those that its code takes. */
record Permissions(
        Settings settings,
        DataStack data,
        MessagingStack messaging,
        Optional<ModuleAccounts> accounts,
        Optional<StripeSetup> stripe) {
    void giveTo(SoukFunction function) {
        switch (function.what()) {
            case USERS, SALES_ROLL_UP -> {}
            case CATALOG -> {
                function.mayDo("s3:PutObject", files());
                function.mayDo("s3:GetObject", files());
                function.mayDo("s3:DeleteObject", files());
                function.mayDo("s3:AbortMultipartUpload", files());
                function.mayDo("s3:ListMultipartUploadParts", files());
                // Without it S3 says 403 instead of 404 to whoever asks for what is not there.
                function.mayDo("s3:ListBucket", data.files().arn());
                acknowledgeFiles(function);
                function.mayDo("sqs:SendMessage", emails());
                function.mayDo("sqs:SendMessage", images());
                function.mayDo("sqs:SendMessage", sellerWebhooks());
            }
            case FILE_SCANS_WORKER -> {
                function.mayDo("s3:DeleteObject", files());
                acknowledgeFiles(function);
                function.mayDo("sqs:SendMessage", emails());
                function.mayDo("sqs:SendMessage", images());
                function.mayDo("sqs:SendMessage", sellerWebhooks());
            }
            case IMAGES_WORKER -> {
                function.mayDo("s3:GetObject", files());
                function.mayDo("s3:PutObject", files());
                function.mayDo("s3:DeleteObject", files());
                // As for the catalogue: an upload that is gone is to be known as such.
                function.mayDo("s3:ListBucket", data.files().arn());
                acknowledgeFiles(function);
                function.mayDo("sqs:SendMessage", emails());
                function.mayDo("sqs:SendMessage", images());
                function.mayDo("sqs:SendMessage", sellerWebhooks());
            }
            case CATALOG_SWEEPER -> {
                function.mayDo("s3:DeleteObject", files());
                function.mayDo("s3:AbortMultipartUpload", files());
                acknowledgeFiles(function);
            }
            case PURCHASES -> {
                function.mayDo("s3:GetObject", files());
                acknowledgeFiles(function);
                function.mayDo("sqs:SendMessage", emails());
                function.mayDo("sqs:SendMessage", liveUpdates());
                function.mayDo("sqs:SendMessage", sellerWebhooks());
                function.mayDo("sqs:SendMessage", orderRequests());
                function.mayDo("sqs:SendMessage", exportRequests());
            }
            case EXPORT_WORKER -> {
                // Creating, parts and putting together are all PutObject to S3; a head of a file is GetObject.
                function.mayDo("s3:PutObject", exports());
                function.mayDo("s3:GetObject", exports());
                function.mayDo("s3:AbortMultipartUpload", exports());
                function.mayDo("s3:ListBucket", data.files().arn());
                acknowledgeExports(function);
                function.mayDo("sqs:SendMessage", emails());
                function.mayDo("sqs:SendMessage", exportRequests());
            }
            case PURCHASES_SWEEPER -> {
                function.mayDo("s3:DeleteObject", exports());
                function.mayDo("s3:AbortMultipartUpload", exports());
                acknowledgeExports(function);
            }
            case OUTBOX_SWEEPER -> {
                function.mayDo("sqs:SendMessage", emails());
                function.mayDo("sqs:SendMessage", liveUpdates());
                function.mayDo("sqs:SendMessage", sellerWebhooks());
                function.mayDo("sqs:SendMessage", orderRequests());
                function.mayDo("sqs:SendMessage", exportRequests());
            }
            case ORDER_SWEEPER -> {
                function.mayDo("sqs:SendMessage", emails());
                function.mayDo("sqs:SendMessage", liveUpdates());
                function.mayDo("sqs:SendMessage", sellerWebhooks());
                function.mayDo("sqs:SendMessage", orderRequests());
            }
            case PAYMENT_WORKER, ORDER_WORKER, SETTLEMENT, RECONCILER, PARKED_EVENTS -> {
                function.mayDo("sqs:SendMessage", emails());
                function.mayDo("sqs:SendMessage", liveUpdates());
                function.mayDo("sqs:SendMessage", sellerWebhooks());
            }
            case ACCOUNT_WORKER, USERS_OUTBOX_SWEEPER -> function.mayDo("sqs:SendMessage", emails());
            case CATALOG_OUTBOX_SWEEPER -> {
                function.mayDo("sqs:SendMessage", emails());
                function.mayDo("sqs:SendMessage", images());
                function.mayDo("sqs:SendMessage", sellerWebhooks());
            }
            case WEBHOOKS -> function.mayDo("sqs:SendMessage", sellerWebhooks());
            case SELLER_WEBHOOKS_WORKER -> function.mayDo("sqs:SendMessage", emails());
            case WEBHOOK_SWEEPER -> {
                function.mayDo("sqs:SendMessage", emails());
                function.mayDo("sqs:SendMessage", sellerWebhooks());
            }
            case LIVE -> {}
            // Its API's address is made with it: LiveApi says where it may post.
            case LIVE_WORKER -> {}
            case EMAIL_WORKER -> letSendMail(function);
            case EMAIL_EVENTS_WORKER -> {}
            case MIGRATIONS -> {
                data.database().adminSecretArn().ifPresent(arn -> function.mayDo("secretsmanager:GetSecretValue", arn));
                accounts.ifPresent(all -> function.mayDo(
                        "secretsmanager:GetSecretValue", all.arns().toArray(String[]::new)));
            }
            case STRIPE_SETUP -> {
                String[] signing = stripe.orElseThrow().arns().toArray(String[]::new);
                function.mayDo("secretsmanager:GetSecretValue", data.secrets().stripeArn());
                function.mayDo("secretsmanager:GetSecretValue", signing);
                function.mayDo("secretsmanager:PutSecretValue", signing);
            }
        }
    }

    private String files() {
        return data.files().arn() + "/*";
    }

    private String emails() {
        return messaging.queue(WorkQueue.EMAILS).queue().getQueueArn();
    }

    private String images() {
        return messaging.queue(WorkQueue.IMAGES).queue().getQueueArn();
    }

    private String sellerWebhooks() {
        return messaging.queue(WorkQueue.SELLER_WEBHOOKS).queue().getQueueArn();
    }

    private String liveUpdates() {
        return messaging.queue(WorkQueue.LIVE_UPDATES).queue().getQueueArn();
    }

    private String orderRequests() {
        return messaging.queue(WorkQueue.ORDER_REQUESTS).queue().getQueueArn();
    }

    private String exports() {
        return data.files().arn() + "/exports/*";
    }

    private String exportRequests() {
        return messaging.queue(WorkQueue.EXPORTS).queue().getQueueArn();
    }

    private void acknowledgeExports(SoukFunction function) {
        Acknowledged.on(
                function,
                "AwsSolutions-IAM5[Resource::" + data.files().arnExport() + "/exports/*]",
                "Keys of exports are made at run time; all exports are below this prefix, and nothing else is.");
    }

    private void acknowledgeFiles(SoukFunction function) {
        Acknowledged.on(
                function,
                "AwsSolutions-IAM5[Resource::" + data.files().arnExport() + "/*]",
                "Keys of files are made at run time; all files of the shop are in this bucket, and nothing else is.");
    }

    /**
     * As the owner of {@code mailFrom} only: by the identity that these stacks make, or else by whichever SES knows, that of the address or
     * that of its domain.
     */
    private void letSendMail(SoukFunction function) {
        EmailAddress address = settings.mailFromAddress();
        List<String> resources = new ArrayList<>();
        settings.mailIdentity()
                .map(List::of)
                .orElse(List.of(MailIdentity.values()))
                .forEach(identity -> resources.add(ses(function, "identity/" + identity.of(address))));
        resources.add(
                ses(function, "configuration-set/" + messaging.mailEvents().configurationSetName()));
        function.function()
                .addToRolePolicy(PolicyStatement.Builder.create()
                        .actions(List.of("ses:SendRawEmail"))
                        .resources(resources)
                        .conditions(Map.of("StringEquals", Map.of("ses:FromAddress", address.value())))
                        .build());
    }

    private static String ses(SoukFunction function, String resource) {
        Stack stack = Stack.of(function);
        return "arn:" + stack.getPartition() + ":ses:" + stack.getRegion() + ":" + stack.getAccount() + ":" + resource;
    }
}
