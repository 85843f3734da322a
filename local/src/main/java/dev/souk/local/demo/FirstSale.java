package dev.souk.local.demo;

import dev.souk.lambda.json.Json;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;

/**
 * A seller uploads a file, a shopper buys it as a guest, reads the receipt and downloads. Knows the system by its address alone:
 * everything else is in {@code /_local/info.json} and in the answers.
 */
public final class FirstSale {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI base;
    private final PrintStream out;
    private int step;

    /** @param out is told each step */
    public FirstSale(URI base, PrintStream out) {
        this.base = base;
        this.out = out;
    }

    /** Plays it with {@code file}; throws {@link DemoFailed} at the first step that does not go as it should. */
    public void play(Path file) throws IOException, InterruptedException {
        JsonNode info = json(Call.get(base.resolve("/_local/info.json")), 200);
        String sum = sha256(Files.readAllBytes(file));
        String run = UUID.randomUUID().toString().substring(0, 8);

        say("The seller signs in");
        String seller = token(info, "seller");

        say("The seller opens a store");
        JsonNode store = shown(
                Call.post(base.resolve("/v1/stores"))
                        .bearer(seller)
                        .json(Json.write(fields("slug", "demo-" + run, "name", "The demo store"))),
                201);

        say("The seller wants to be paid, and gets a link to a page of Stripe's");
        Call wish = Call.post(base.resolve("/v1/stores/" + store.path("id").asString() + "/payout-account"))
                .bearer(seller)
                .json(Json.write(Map.of("country", "US")));
        JsonNode onboarding = shown(wish, 200);

        say("The seller fills it in; Stripe tells Souk, which asks what the account can do now");
        made(
                Call.post(URI.create(onboarding.path("onboarding_url").asString()))
                        .form("legal_name=Sam+Seller&account_number=000123456789"),
                303);
        Call account = Call.get(base.resolve("/v1/stores/" + store.path("id").asString() + "/payout-account"))
                .bearer(seller);
        out.println("  " + account.curl());
        out.println(indented(await("the account can take money", () -> {
            JsonNode now = json(account, 200);
            return now.path("state").asString().equals("active") ? now : null;
        })));

        say("The seller drafts a product for 12.50 USD");
        Map<String, Object> draft = new LinkedHashMap<>();
        draft.put("store_id", store.path("id").asString());
        draft.put("title", "A file worth having");
        draft.put("description", "It is *this* file: `" + file.getFileName() + "`.");
        draft.put("price", Map.of("amount", 1250, "currency", "USD"));
        JsonNode product =
                shown(Call.post(base.resolve("/v1/products")).bearer(seller).json(Json.write(draft)), 201);
        String productUrl = "/v1/products/" + product.path("id").asString();

        say("The seller announces the file: its size, type and SHA-256 are part of the upload's signature");
        Map<String, Object> announcement = new LinkedHashMap<>();
        announcement.put("name", "Wörth having ✓ " + file.getFileName());
        announcement.put("size", Files.size(file));
        announcement.put("content_type", "application/octet-stream");
        announcement.put("sha256", sum);
        JsonNode announced = shown(
                Call.post(base.resolve(productUrl + "/files")).bearer(seller).json(Json.write(announcement)), 201);

        say("The seller's browser sends the bytes straight to S3");
        Call upload = Call.put(URI.create(announced.path("upload").path("url").asString()))
                .file(file);
        announced
                .path("upload")
                .path("headers")
                .properties()
                .forEach(header ->
                        upload.header(header.getKey(), header.getValue().asString()));
        made(upload, 200);

        say("The seller says that it is there; Souk looks at what S3 really holds, and waits for the scan for malware");
        String fileId = announced.path("file").path("id").asString();
        Call complete = Call.post(base.resolve(productUrl + "/files/" + fileId + "/complete"))
                .bearer(seller);
        shown(complete, 200);
        await("the file is ready", () -> {
            JsonNode now = json(complete, 200);
            return now.path("state").asString().equals("ready") ? now : null;
        });

        say("The seller publishes");
        shown(Call.post(base.resolve(productUrl + "/publish")).bearer(seller), 200);

        say("A shopper looks around");
        shown(Call.get(base.resolve(productUrl)), 200);

        say("The shopper orders, as a guest");
        String buyer = "buyer-" + run + "@example.com";
        Map<String, Object> cart = new LinkedHashMap<>();
        cart.put(
                "items",
                java.util.List.of(Map.of("product_id", product.path("id").asString())));
        cart.put("email", buyer);
        JsonNode order = shown(
                Call.post(base.resolve("/v1/orders"))
                        .header("Idempotency-Key", UUID.randomUUID().toString())
                        .json(Json.write(cart)),
                201);

        say("The shopper pays on the payment page with 4242 4242 4242 4242");
        made(
                Call.post(URI.create(order.path("payment_url").asString()))
                        .form("email=" + encoded(buyer)
                                + "&name=Buyer&card_number=4242424242424242&exp=12%2F34&cvc=123"),
                303);

        say("Stripe tells Souk, by a signed webhook; the shopper's page polls until the order is paid");
        Call look = Call.get(base.resolve("/v1/orders/" + order.path("id").asString()))
                .header("Purchase-Token", order.path("purchase_token").asString());
        out.println("  " + look.curl());
        JsonNode paid = await("the order is paid", () -> {
            JsonNode now = json(look, 200);
            return now.path("state").asString().equals("paid") ? now : null;
        });
        out.println(indented(paid));

        say("The receipt arrives");
        URI inbox = URI.create(info.path("inbox_api").asString() + "?to=" + encoded(buyer));
        out.println("  " + Call.get(inbox).curl());
        String mailId = await("the receipt is in the inbox", () -> {
            JsonNode mails = json(Call.get(inbox), 200).path("messages");
            return mails.isEmpty() ? null : mails.get(0).path("id").asString();
        });
        JsonNode mail = json(Call.get(URI.create(info.path("inbox_api").asString() + "/" + mailId)), 200);
        String text = mail.path("text").asString();
        out.println("  Subject: " + mail.path("subject").asString());
        text.lines().forEach(line -> out.println("  | " + line));

        say("The buyer follows the link: its token opens the purchase");
        String token = tokenIn(text);
        JsonNode purchase = shown(Call.get(base.resolve("/v1/purchases")).header("Purchase-Token", token), 200)
                .path("items")
                .path(0);

        say("The buyer asks for the file, and S3 sends it");
        JsonNode download = shown(
                Call.post(base.resolve("/v1/purchases/" + purchase.path("id").asString() + "/downloads"))
                        .header("Purchase-Token", token)
                        .json(Json.write(fields(
                                "file_id",
                                purchase.path("files").path(0).path("id").asString()))),
                201);
        HttpResponse<byte[]> bytes =
                made(Call.get(URI.create(download.path("url").asString())), 200);
        bytes.headers().firstValue("Content-Disposition").ifPresent(name -> out.println("  " + name));

        String got = sha256(bytes.body());
        out.println();
        out.println("  uploaded    " + sum + "  " + Files.size(file) + " bytes");
        out.println("  downloaded  " + got + "  " + bytes.body().length + " bytes");
        if (!got.equals(sum)) {
            throw new DemoFailed("the bytes downloaded are not the bytes uploaded");
        }
        out.println();
        out.println("The first sale is made: paid, delivered, and the same bytes.");
    }

    private String token(JsonNode info, String user) throws IOException, InterruptedException {
        Call call = Call.post(URI.create(info.path("token_endpoint").asString()))
                .form("grant_type=client_credentials&client_id=" + user + "&client_secret=any&scope=souk");
        out.println("  " + call.curl());
        return json(call, 200).path("access_token").asString();
    }

    private void say(String what) {
        step++;
        out.println();
        out.println(step + ". " + what);
    }

    private JsonNode shown(Call call, int status) throws IOException, InterruptedException {
        out.println("  " + call.curl());
        JsonNode answer = json(call, status);
        out.println(indented(answer));
        return answer;
    }

    private JsonNode json(Call call, int status) throws IOException, InterruptedException {
        return Json.tree(checked(call, status).body());
    }

    private HttpResponse<byte[]> made(Call call, int status) throws IOException, InterruptedException {
        out.println("  " + call.curl());
        HttpResponse<byte[]> response = checked(call, status);
        out.println("  " + response.statusCode());
        return response;
    }

    private HttpResponse<byte[]> checked(Call call, int status) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = call.make(http);
        if (response.statusCode() != status) {
            throw new DemoFailed(
                    "expected " + status + " and got " + response.statusCode() + ": " + Call.text(response));
        }
        return response;
    }

    private interface Look<T> {
        @org.jspecify.annotations.Nullable
        T at() throws IOException, InterruptedException;
    }

    private static <T> T await(String what, Look<T> look) throws IOException, InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(end)) {
            T seen = look.at();
            if (seen != null) {
                return seen;
            }
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
        }
        throw new DemoFailed("waited " + PATIENCE.toSeconds() + " seconds until " + what);
    }

    private static String tokenIn(String text) {
        int hash = text.indexOf("purchases.html#");
        if (hash < 0) {
            throw new DemoFailed("the receipt has no purchase link");
        }
        String rest = text.substring(hash + "purchases.html#".length());
        int end = 0;
        while (end < rest.length() && !Character.isWhitespace(rest.charAt(end))) {
            end++;
        }
        return rest.substring(0, end);
    }

    private static String indented(JsonNode node) {
        return "  " + node.toPrettyString().replace("\n", "\n  ");
    }

    private static Map<String, String> fields(String... pairs) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            fields.put(pairs[i], pairs[i + 1]);
        }
        return fields;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
