package dev.souk.local.page;

import dev.souk.embedded.oidc.EmbeddedIssuer;
import dev.souk.local.service.Services;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Where everything is.
 *
 * @param inbox where mails are read; empty when they go to a server that is not ours
 */
public record Info(URI baseUrl, Services services, Optional<URI> inbox) {
    /** Names to sign in with. The shop of the first minute is the seller's. */
    public static final String SELLER = "seller";

    public static final String BUYER = "buyer";
    /** Runs the platform: EmbeddedIssuer makes it an admin. */
    public static final String ADMIN = EmbeddedIssuer.ADMIN;

    public static final String CARD = "4242 4242 4242 4242";
    public static final String DECLINED_CARD = "4000 0000 0000 0002";

    private static final JsonMapper JSON = JsonMapper.shared();

    /** @param baseUrl without a slash at the end */
    public static Info of(URI baseUrl, Services services) {
        Optional<URI> inbox = services.mail().isOurs()
                ? Optional.of(URI.create(baseUrl + LocalPages.ROOT + "/inbox/"))
                : Optional.empty();
        return new Info(baseUrl, services, inbox);
    }

    /**
     * For programs: {@code {"base_url", "api", "live", "dev_page", "issuer", "audience", "token_endpoint", "inbox", "inbox_api", "stripe", "s3_endpoint",
     * "sqs_endpoint", "users", "card", "declined_card"}}; what is not ours is left out, so that nobody tries to steer it.
     */
    String json() {
        ObjectNode info = JSON.createObjectNode();
        info.put("base_url", baseUrl.toString());
        info.put("api", baseUrl + "/v1");
        info.put("live", services.live().url().toString());
        info.put("dev_page", baseUrl + LocalPages.DEV + "/");
        info.put("issuer", services.issuer().where());
        info.put("audience", services.issuer().variables().getOrDefault("OIDC_AUDIENCE", ""));
        if (services.issuer().isOurs()) {
            info.put("token_endpoint", services.issuer().where() + "/token");
            info.put("token", baseUrl + LocalPages.ROOT + "/token?user=");
        }
        inbox.ifPresent(url -> {
            info.put("inbox", url.toString());
            info.put("inbox_api", url + "api/messages");
        });
        ObjectNode stripe = info.putObject("stripe");
        stripe.put("stand_in", services.stripe().isOurs());
        stripe.put("base_url", services.stripe().where());
        if (services.stripe().isOurs()) {
            stripe.put("control", services.stripe().where() + "/_stand-in");
        }
        put(info, "s3_endpoint", services.bucket().variables().get("AWS_ENDPOINT_URL_S3"));
        put(info, "sqs_endpoint", services.queues().variables().get("AWS_ENDPOINT_URL_SQS"));
        ArrayNode users = info.putArray("users");
        if (services.issuer().isOurs()) {
            user(users, SELLER);
            user(users, BUYER);
            user(users, ADMIN);
        }
        info.put("card", CARD.replace(" ", ""));
        info.put("declined_card", DECLINED_CARD.replace(" ", ""));
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(info) + "\n";
    }

    private static void put(ObjectNode info, String name, @Nullable String value) {
        if (value != null) {
            info.put(name, value);
        }
    }

    private static void user(ArrayNode users, String name) {
        users.addObject().put("name", name).put("role", name).put("email", name + "@example.com");
    }
}
