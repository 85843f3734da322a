package dev.souk.local.seed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The seller's shop and what it sells. Furnished once in the life of a folder of data: what a person changes or takes away later stays
 * as they left it. A start that broke off in the middle is taken up by the next.
 */
public final class SampleStore {
    static final String SLUG = "corner-stall";
    private static final JsonMapper JSON = JsonMapper.shared();

    private SampleStore() {}

    /**
     * Furnishes the shop unless that was done.
     *
     * @param token of the seller
     * @param folder where it is remembered that it was done
     * @param standIn whether Stripe is the stand-in, whose page for sellers anybody can fill in
     * @return why it could not be; empty when all is well
     */
    public static Optional<String> furnish(URI baseUrl, String token, Path folder, boolean standIn) {
        Path done = folder.resolve("furnished");
        Path payable = folder.resolve("payable");
        if (Files.exists(done) && (Files.exists(payable) || !standIn)) {
            return Optional.empty();
        }
        try (SellerClient seller = new SellerClient(baseUrl, token)) {
            String storeId = store(seller);
            if (standIn && !Files.exists(payable)) {
                setUpPayouts(seller, storeId);
                Files.createFile(payable);
            }
            if (!Files.exists(done)) {
                for (SampleProduct product : SampleProduct.ALL) {
                    offer(seller, storeId, product);
                }
                Files.createFile(done);
            }
            return Optional.empty();
        } catch (IllegalStateException e) {
            return Optional.of("The sample shop is not complete: " + e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String store(SellerClient seller) {
        for (JsonNode store : seller.get("/v1/me/stores").path("items")) {
            if (SLUG.equals(store.path("slug").asString())) {
                return store.path("id").asString();
            }
        }
        ObjectNode wanted = JSON.createObjectNode()
                .put("slug", SLUG)
                .put("name", "Corner Stall")
                .put("description", "Small things, made with care. *This shop came with Souk, to try things out.*");
        return seller.post("/v1/stores", wanted).path("id").asString();
    }

    /** Fills in the page for sellers; asking again has Souk ask how the account stands now, without waiting for the event. */
    private static void setUpPayouts(SellerClient seller, String storeId) {
        String path = "/v1/stores/" + storeId + "/payout-account";
        ObjectNode wish = JSON.createObjectNode().put("country", "US");
        JsonNode asked = seller.post(path, wish);
        if (!isActive(asked)) {
            seller.fillIn(
                    asked.path("onboarding_url").asString(),
                    Map.of("legal_name", "Sam Seller", "account_number", "000123456789"));
            asked = seller.post(path, wish);
        }
        if (!isActive(asked)) {
            throw new IllegalStateException("its account cannot take money: " + asked.path("payout_account"));
        }
    }

    private static boolean isActive(JsonNode asked) {
        return asked.path("payout_account").path("state").asString().equals("active");
    }

    private static void offer(SellerClient seller, String storeId, SampleProduct product) {
        JsonNode mine = mine(seller, storeId, product);
        if (mine.path("state").asString().equals("published")) {
            return;
        }
        String id = mine.path("id").asString();
        seller.upload(id, "cover", product.cover(), "image/png", SampleProduct.bytes(product.cover()));
        seller.upload(id, "download", product.file(), product.contentType(), SampleProduct.bytes(product.file()));
        seller.post("/v1/products/" + id + "/publish", null);
    }

    private static JsonNode mine(SellerClient seller, String storeId, SampleProduct product) {
        for (JsonNode each : seller.get("/v1/me/products?limit=100").path("items")) {
            if (product.title().equals(each.path("title").asString())) {
                return each;
            }
        }
        ObjectNode wanted = JSON.createObjectNode()
                .put("store_id", storeId)
                .put("title", product.title())
                .put("description", product.description())
                .put("category_id", product.category());
        product.tags().forEach(wanted.putArray("tags")::add);
        wanted.putObject("price").put("amount", product.amount()).put("currency", "USD");
        return seller.post("/v1/products", wanted);
    }
}
