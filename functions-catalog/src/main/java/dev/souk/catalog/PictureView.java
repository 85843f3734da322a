package dev.souk.catalog;

import dev.souk.model.FileId;
import dev.souk.model.ProductId;
import java.util.List;
import java.util.Optional;

/** What is shown of an image: the contract's {@code Picture}. Its addresses are this API's, and lead on. */
record PictureView(
        Optional<FileId> id, int width, int height, Optional<String> alternativeText, List<VariantView> variants) {
    record VariantView(String url, int width, int height) {}

    static PictureView cover(ProductId product, Picture picture, Optional<String> alternative) {
        return of(Optional.empty(), ProductView.coverUrl(product), picture, alternative);
    }

    /** Empty when there is none of it. */
    static Optional<PictureView> cover(ProductFile file) {
        return file.picture().map(picture -> cover(file.product(), picture, file.alternative()));
    }

    static Optional<PictureView> image(ProductFile file) {
        String url =
                "/v1/products/" + file.product().text() + "/images/" + file.id().text();
        return file.picture().map(picture -> of(Optional.of(file.id()), url, picture, file.alternative()));
    }

    private static PictureView of(Optional<FileId> id, String url, Picture picture, Optional<String> alternative) {
        return new PictureView(
                id,
                picture.width(),
                picture.height(),
                alternative,
                picture.variants().stream()
                        .map(variant ->
                                new VariantView(url + "?width=" + variant.width(), variant.width(), variant.height()))
                        .toList());
    }
}
