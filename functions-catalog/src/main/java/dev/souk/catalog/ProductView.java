package dev.souk.catalog;

import dev.souk.catalog.window.ShopWindow;
import dev.souk.lambda.markdown.Markdown;
import dev.souk.model.Money;
import dev.souk.model.ProductId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A product: the contract's {@code Product} for everybody, {@code OwnProduct} for its owner. */
record ProductView(
        ProductId id,
        StoreName store,
        Optional<String> slug,
        String title,
        String description,
        String descriptionHtml,
        Money price,
        String pricing,
        Optional<Money> suggestedPrice,
        Optional<Boolean> priceFrom,
        Optional<List<VariantView>> variants,
        Optional<List<PartView>> contents,
        String state,
        Optional<String> categoryId,
        List<String> tags,
        Optional<String> coverUrl,
        Optional<PictureView> cover,
        List<PictureView> images,
        Optional<Rating> rating,
        List<FileView> files,
        Optional<Instant> createdAt,
        Optional<Instant> updatedAt,
        Optional<Instant> publishedAt) {

    static ProductView forOwner(ShopWindow.Entry entry) {
        return of(
                entry,
                entry.product().price(),
                Optional.empty(),
                some(entry.variants().stream().map(VariantView::forOwner).toList()),
                entry.parts(),
                entry.files().stream().map(FileView::forOwner).toList(),
                Optional.of(entry.product().createdAt()),
                Optional.of(entry.product().updatedAt()));
    }

    static ProductView forEverybody(ShopWindow.Entry entry) {
        List<ProductFile> offered = entry.offered();
        List<Variant> active = entry.active();
        return of(
                entry,
                entry.lowest(),
                active.isEmpty() ? Optional.empty() : Optional.of(true),
                some(active.stream()
                        .map(each -> VariantView.forEverybody(each, offered))
                        .toList()),
                entry.parts(),
                offered.stream().map(FileView::forEverybody).toList(),
                Optional.empty(),
                Optional.empty());
    }

    static String coverUrl(ProductId product) {
        return "/v1/products/" + product.text() + "/cover";
    }

    /** About how many characters it has. */
    int weight() {
        return description.length()
                + descriptionHtml.length()
                + 1_000
                + 600 * (files.size() + images.size())
                + 500 * contents.map(List::size).orElse(0)
                + variants.orElse(List.of()).stream()
                        .mapToInt(VariantView::weight)
                        .sum();
    }

    private static <T> Optional<List<T>> some(List<T> views) {
        return views.isEmpty() ? Optional.empty() : Optional.of(views);
    }

    private static ProductView of(
            ShopWindow.Entry entry,
            AskingPrice price,
            Optional<Boolean> priceFrom,
            Optional<List<VariantView>> variants,
            List<Part> parts,
            List<FileView> files,
            Optional<Instant> createdAt,
            Optional<Instant> updatedAt) {
        Product product = entry.product();
        Optional<ProductFile> cover = entry.cover();
        return new ProductView(
                product.id(),
                product.store(),
                product.labels().slug().map(Slug::text),
                product.title(),
                product.description(),
                Markdown.html(product.description()),
                price.amount(),
                price.kind().text(),
                price.suggested(),
                priceFrom,
                variants,
                some(parts.stream().map(PartView::of).toList()),
                product.state().text(),
                product.labels().category(),
                product.labels().tags(),
                cover.map(_ -> coverUrl(product.id())),
                cover.flatMap(PictureView::cover),
                entry.gallery().stream()
                        .map(PictureView::image)
                        .flatMap(Optional::stream)
                        .toList(),
                product.rating(),
                files,
                createdAt,
                updatedAt,
                product.publishedAt().filter(_ -> product.state() == ProductState.PUBLISHED));
    }
}
