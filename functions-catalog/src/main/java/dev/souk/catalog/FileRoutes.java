package dev.souk.catalog;

import dev.souk.catalog.upload.AnnounceFile;
import dev.souk.catalog.upload.AnnounceFileOutcome;
import dev.souk.catalog.upload.CompleteFile;
import dev.souk.catalog.upload.CompleteFileOutcome;
import dev.souk.catalog.window.ShopWindow;
import dev.souk.lambda.http.HttpRequest;
import dev.souk.lambda.http.HttpResponse;
import dev.souk.lambda.http.Problem;
import dev.souk.lambda.http.Problem.FieldError;
import dev.souk.lambda.http.Refused;
import dev.souk.lambda.http.Router;
import dev.souk.lambda.log.Log;
import dev.souk.model.FileId;
import dev.souk.model.ProductId;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The operations on a product's files. */
final class FileRoutes {
    private static final Duration STORE_PAUSE = Duration.ofSeconds(5);

    private final AnnounceFile announcing;
    private final CompleteFile completing;
    private final ShopWindow window;
    private final Products products;
    private final SellerStorage storage;
    private final long quota;
    private final Log log;

    FileRoutes(CatalogRuntime runtime) {
        this.announcing = runtime.announceFile();
        this.completing = runtime.completeFile();
        this.window = runtime.shopWindow();
        this.products = Products.in(runtime.database());
        this.storage = SellerStorage.in(runtime.database());
        this.quota = runtime.quota();
        this.log = runtime.log();
    }

    Router.Builder addTo(Router.Builder router) {
        return router.on("announceFile", this::announceFile)
                .on("completeFile", this::completeFile)
                .on("getCover", this::getCover)
                .on("getImage", this::getImage)
                .on("getStorage", this::getStorage);
    }

    private HttpResponse announceFile(HttpRequest request) {
        ProductId product = ProductRoutes.id(request);
        AnnounceFile.Announcement announcement = FileBody.read(request);
        return switch (announcing.announce(request.seller(), product, announcement)) {
            case AnnounceFileOutcome.Announced announced ->
                HttpResponse.json(
                        201,
                        new AnnouncedView(
                                FileView.forOwner(announced.file()),
                                announced.upload().map(UploadView::of)));
            case AnnounceFileOutcome.NoSuchProduct _ -> throw notFor(request, product, "product");
            case AnnounceFileOutcome.TooManyFiles _ ->
                throw new Refused(Problem.of(
                        409, "too_many_files", "A product has at most " + AnnounceFile.MOST_FILES + " files."));
            case AnnounceFileOutcome.TooManyImages _ ->
                throw new Refused(Problem.of(
                        409,
                        "too_many_images",
                        "A gallery has at most " + AnnounceFile.MOST_IMAGES + " images: delete one first."));
            case AnnounceFileOutcome.NothingToReplace _ ->
                throw new Refused(Problem.invalid(List.of(
                        new FieldError("replaces", "unknown", "names no file for the buyers of this product"))));
            case AnnounceFileOutcome.NoRoom full ->
                throw new Refused(Problem.of(
                        409,
                        "storage_full",
                        "With this file yours would have more than the " + full.quota() + " bytes that a seller has."));
        };
    }

    private HttpResponse completeFile(HttpRequest request) {
        ProductId product = ProductRoutes.id(request);
        FileId id = request.pathId("file_id", "file", FileId::parse);
        return switch (complete(request, product, id)) {
            case CompleteFileOutcome.Taken(ProductFile file) -> HttpResponse.ok(FileView.forOwner(file));
            case CompleteFileOutcome.NoSuchFile _ -> throw notFor(request, product, "file");
            case CompleteFileOutcome.NothingThere _ ->
                throw new Refused(
                        Problem.of(
                                409,
                                "upload_missing",
                                "Not all has been uploaded yet: PUT the bytes to the upload's URL, or each part to its own, then complete."));
            case CompleteFileOutcome.Rejected(ProductFile file) -> {
                log.info("file.rejected", "file", id, "because", Rejection.join(file.rejections()));
                throw new Refused(rejected(file));
            }
        };
    }

    private CompleteFileOutcome complete(HttpRequest request, ProductId product, FileId id) {
        try {
            return completing.complete(request.seller(), product, id);
        } catch (FileStore.Unavailable e) {
            throw unavailable(log, e, id);
        }
    }

    /** Of the store, which is not the caller's fault and passes. */
    static Refused unavailable(Log log, FileStore.Unavailable e, FileId id) {
        log.error("files.unavailable", e, "file", id);
        return new Refused(Problem.of(503, "unavailable", "The upload cannot be looked at just now. Try again shortly.")
                .retryAfter(STORE_PAUSE));
    }

    private HttpResponse getCover(HttpRequest request) {
        URI cover = window.cover(ProductRoutes.id(request), request.findSeller(), width(request))
                .orElseThrow(() -> new Refused(Problem.notFound("cover")));
        return HttpResponse.found(cover);
    }

    private HttpResponse getImage(HttpRequest request) {
        FileId id = request.pathId("file_id", "image", FileId::parse);
        URI image = window.image(ProductRoutes.id(request), id, request.findSeller(), width(request))
                .orElseThrow(() -> new Refused(Problem.notFound("image")));
        return HttpResponse.found(image);
    }

    private static Optional<Integer> width(HttpRequest request) {
        return request.query("width").map(text -> {
            if (!text.matches("[1-9][0-9]{0,4}")) {
                throw new Refused(
                        Problem.field(400, "invalid_parameter", "width", "must be a whole number from 1 to 99999"));
            }
            return Integer.valueOf(text);
        });
    }

    private Refused notFor(HttpRequest request, ProductId product, String what) {
        return request.notFor(products.role(product, request.caller().id()), what);
    }

    private record StorageView(long usedBytes, long limitBytes) {}

    private HttpResponse getStorage(HttpRequest request) {
        return HttpResponse.ok(new StorageView(storage.used(request.caller().id()), quota));
    }

    private static Problem rejected(ProductFile file) {
        if (file.rejections().contains(Rejection.MALWARE)) {
            return Problem.of(
                    409, "malware_found", "The scan found malware in this file. It is rejected: announce a clean one.");
        }
        if (file.rejections().contains(Rejection.UNSCANNABLE)) {
            return Problem.of(
                    409,
                    "not_scannable",
                    "This file cannot be scanned for malware, and is rejected: announce one without a password, and with"
                            + " archives that are smaller and not packed into each other.");
        }
        if (file.rejections().contains(Rejection.IMAGE_TOO_LARGE)) {
            return Problem.of(
                    409,
                    "image_too_large",
                    "This image has more pixels than are taken: 30 million, and 16384 on a side. It is rejected: announce a smaller one.");
        }
        if (file.rejections().contains(Rejection.IMAGE_UNREADABLE)) {
            return Problem.of(
                    409,
                    "image_unreadable",
                    "This is no whole image of its type, or of a kind that is not read, such as a WebP that moves. It is rejected:"
                            + " save it anew as PNG or JPEG, and announce that.");
        }
        List<FieldError> errors = file.rejections().stream()
                .filter(Rejection::isMismatch)
                .sorted()
                .map(rejection -> new FieldError(rejection.text(), "mismatch", "is not what was announced"))
                .toList();
        return new Problem(
                409,
                "upload_mismatch",
                "What was uploaded is not what was announced. This file is rejected: announce it anew.",
                errors,
                Optional.empty());
    }

    private record AnnouncedView(FileView file, Optional<UploadView> upload) {}

    record UploadView(String method, URI url, Map<String, String> headers, Instant expiresAt) {
        static UploadView of(FileStore.Upload upload) {
            return new UploadView("PUT", upload.url(), upload.headers(), upload.expiresAt());
        }
    }
}
