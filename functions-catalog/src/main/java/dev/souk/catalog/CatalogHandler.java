package dev.souk.catalog;

import dev.souk.lambda.config.Environment;
import dev.souk.lambda.http.HttpFunction;
import dev.souk.lambda.json.Tree;
import dev.souk.lambda.priming.Snapshots;
import dev.souk.lambda.priming.Stage;
import java.util.Map;

/** Products and their files, behind API Gateway. */
public final class CatalogHandler extends HttpFunction {
    /** For Lambda. */
    public CatalogHandler() {
        this(CatalogRuntime.from(Environment.ofProcess()));
        Stage stage = new Stage(this);
        Snapshots.rehearse("a product's page", () -> {
            Tree list = stage.get("/v1/products", Map.of(), Map.of());
            // In an empty shop it is nobody's: that is the way of an answer too.
            String id = list.path("items").elements().isEmpty()
                    ? "prd_00000000000000000000000000"
                    : list.path("items").elements().getFirst().path("id").text("");
            stage.get("/v1/products/{product_id}", Map.of("product_id", id), Map.of());
        });
        Snapshots.rehearse("a token", () -> stage.get("/v1/me/products", Map.of(), Stage.strangersToken()));
    }

    public CatalogHandler(CatalogRuntime runtime) {
        super(runtime.router(), runtime.tokens(), runtime.cors(), runtime.log());
    }
}
