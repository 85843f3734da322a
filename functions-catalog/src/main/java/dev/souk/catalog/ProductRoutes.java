package dev.souk.catalog;

import dev.souk.catalog.drafting.DraftProduct;
import dev.souk.catalog.drafting.DraftProductOutcome;
import dev.souk.catalog.editing.EditProduct;
import dev.souk.catalog.editing.EditProductOutcome;
import dev.souk.catalog.publishing.PublishProduct;
import dev.souk.catalog.publishing.PublishProductOutcome;
import dev.souk.catalog.publishing.TakeOffSale;
import dev.souk.catalog.window.ShopWindow;
import dev.souk.lambda.http.HttpRequest;
import dev.souk.lambda.http.HttpResponse;
import dev.souk.lambda.http.Problem;
import dev.souk.lambda.http.Problem.FieldError;
import dev.souk.lambda.http.Problems;
import dev.souk.lambda.http.Refused;
import dev.souk.lambda.http.Router;
import dev.souk.lambda.id.IdSource;
import dev.souk.lambda.idempotency.IdempotencyKeys;
import dev.souk.lambda.log.Log;
import dev.souk.lambda.member.Members;
import dev.souk.lambda.member.Seller;
import dev.souk.model.Currency;
import dev.souk.model.ProductId;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** The operations on one product. */
final class ProductRoutes {
    private final DraftProduct drafting;
    private final EditProduct editing;
    private final PublishProduct publishing;
    private final TakeOffSale withdrawing;
    private final ShopWindow window;
    private final Products products;
    private final Members members;
    private final IdempotencyKeys keys;
    private final IdSource ids;
    private final Clock clock;
    private final Log log;

    ProductRoutes(CatalogRuntime runtime) {
        this.drafting = runtime.draftProduct();
        this.editing = runtime.editProduct();
        this.publishing = runtime.publishProduct();
        this.withdrawing = runtime.takeOffSale();
        this.window = runtime.shopWindow();
        this.products = Products.in(runtime.database());
        this.members = new Members(runtime.database());
        this.keys = runtime.idempotencyKeys();
        this.ids = runtime.ids();
        this.clock = runtime.clock();
        this.log = runtime.log();
    }

    Router.Builder addTo(Router.Builder router) {
        return router.on("createProduct", this::createProduct)
                .on("getProduct", this::getProduct)
                .on("updateProduct", this::updateProduct)
                .on("publishProduct", this::publishProduct)
                .on("unpublishProduct", request -> offSale(request, withdrawing::unpublish))
                .on("archiveProduct", request -> offSale(request, withdrawing::archive));
    }

    private HttpResponse createProduct(HttpRequest request) throws Exception {
        Seller seller = request.seller();
        Products.Draft draft = ProductBody.draft(request);
        Optional<String> key = IdempotencyKeys.find(request);
        return key.isPresent()
                ? keys.once(
                        request, seller.id().text(), key.get(), id -> draft(request, new ProductId(id), seller, draft))
                : draft(request, new ProductId(ids.next()), seller, draft);
    }

    private HttpResponse draft(HttpRequest request, ProductId id, Seller seller, Products.Draft draft) {
        return switch (drafting.draft(id, seller, draft)) {
            case DraftProductOutcome.Drafted(Product product) ->
                HttpResponse.created("/v1/products/" + id.text(), ProductView.forOwner(window.entry(product)))
                        .version(product.version());
            case DraftProductOutcome.NoSuchStore _ ->
                throw members.role(seller.id(), draft.store())
                        .map(role -> request.notFor(Optional.of(role), "store"))
                        .orElseGet(() -> new Refused(Problem.invalid(
                                List.of(new FieldError("store_id", "unknown", "names no store of yours")))));
            case DraftProductOutcome.NoSuchCategory _ -> throw ProductBody.noSuchCategory();
            case DraftProductOutcome.SlugTaken _ -> throw ProductBody.slugTaken();
            case DraftProductOutcome.OtherCurrency(Currency sellsIn) ->
                throw ProductBody.otherCurrency("price", sellsIn);
        };
    }

    private HttpResponse getProduct(HttpRequest request) {
        ProductId id = id(request);
        Optional<ShopWindow.Entry> own = request.findSeller().flatMap(seller -> window.own(id, seller));
        ShopWindow.Entry entry = own.or(() -> window.product(id)).orElseThrow(ProductRoutes::noSuchProduct);
        return page(entry, own.isPresent());
    }

    /** What its page has of a product. */
    static HttpResponse page(ShopWindow.Entry entry, boolean own) {
        return HttpResponse.ok(own ? ProductView.forOwner(entry) : ProductView.forEverybody(entry))
                .version(entry.product().version());
    }

    private HttpResponse updateProduct(HttpRequest request) {
        ProductId id = id(request);
        int version = request.ifMatch();
        EditProduct.Patch patch = ProductBody.patch(request);
        return switch (editing.edit(request.seller(), id, version, patch)) {
            case EditProductOutcome.Edited(Product product) -> own(product);
            case EditProductOutcome.NoSuchProduct _ -> throw notFor(request, id);
            case EditProductOutcome.Stale _ -> throw new Refused(Problems.stale());
            case EditProductOutcome.NoSuchCategory _ -> throw ProductBody.noSuchCategory();
            case EditProductOutcome.SlugTaken _ -> throw ProductBody.slugTaken();
            case EditProductOutcome.WrongPrice(AskingPrice price, AskingPrice.Fault fault) ->
                throw ProductBody.wrongPrice(price, fault);
            case EditProductOutcome.VariantsInOtherCurrency(Currency theirs) ->
                throw new Refused(Problem.invalid(List.of(new FieldError(
                        "price.currency",
                        "other_currency",
                        "must be " + theirs + ", as the prices of the product's variants are: retire those first"))));
            case EditProductOutcome.OtherImages _ -> throw ProductBody.otherImages();
            case EditProductOutcome.OtherCurrency(Currency sellsIn) ->
                throw ProductBody.otherCurrency("price", sellsIn);
        };
    }

    private HttpResponse publishProduct(HttpRequest request) {
        ProductId id = id(request);
        return switch (publishing.publish(request.seller(), id, PublishBody.at(request, clock.instant()))) {
            case PublishProductOutcome.Published published -> {
                if (published.first()) {
                    log.info("product.published", "product", id);
                }
                yield own(published.product());
            }
            case PublishProductOutcome.NoSuchProduct _ -> throw notFor(request, id);
            case PublishProductOutcome.Archived _ ->
                throw new Refused(Problem.of(
                        409, "product_archived", "The product is archived: unpublish it, and it is a draft again."));
            case PublishProductOutcome.TakenDown _ -> throw takenDown();
            case PublishProductOutcome.NoReadyFile _ ->
                throw new Refused(
                        Problem.of(
                                409,
                                "no_ready_file",
                                "There is nothing to download yet, of the product or of one of its variants: upload and complete a file first."));
        };
    }

    private HttpResponse offSale(HttpRequest request, BiFunction<Seller, ProductId, Optional<Product>> taking) {
        ProductId id = id(request);
        Product product = taking.apply(request.seller(), id).orElseThrow(() -> notFor(request, id));
        if (product.state() == ProductState.TAKEN_DOWN) {
            throw takenDown();
        }
        log.info(
                "product.off_sale",
                "product",
                product.id(),
                "state",
                product.state().text());
        return own(product);
    }

    private HttpResponse own(Product product) {
        return HttpResponse.ok(ProductView.forOwner(window.entry(product))).version(product.version());
    }

    private static Refused takenDown() {
        return new Refused(Problem.of(
                409,
                "product_taken_down",
                "The platform has taken this product off its pages: its takedown says why, and can be appealed."));
    }

    static ProductId id(HttpRequest request) {
        return request.pathId("product_id", "product", ProductId::parse);
    }

    private Refused notFor(HttpRequest request, ProductId id) {
        return request.notFor(products.role(id, request.caller().id()), "product");
    }

    static Refused noSuchProduct() {
        return new Refused(Problem.notFound("product"));
    }
}
