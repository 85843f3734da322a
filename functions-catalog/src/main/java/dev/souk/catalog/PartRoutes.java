package dev.souk.catalog;

import dev.souk.catalog.FileRoutes.UploadView;
import dev.souk.catalog.FileStore.HeldPart;
import dev.souk.catalog.upload.PartLinks;
import dev.souk.catalog.upload.PartLinksOutcome;
import dev.souk.catalog.upload.TakeBack;
import dev.souk.catalog.upload.TakeBackOutcome;
import dev.souk.catalog.upload.UploadedParts;
import dev.souk.catalog.upload.UploadedParts.Progress;
import dev.souk.lambda.http.Fields;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The operations on files that are uploaded in parts, and on files that are taken back. */
final class PartRoutes {
    private static final int MOST_LINKS = 100;

    private final PartLinks links;
    private final UploadedParts parts;
    private final Products products;
    private final TakeBack takingBack;
    private final Log log;

    PartRoutes(CatalogRuntime runtime) {
        this.links = runtime.partLinks();
        this.parts = runtime.uploadedParts();
        this.products = Products.in(runtime.database());
        this.takingBack = runtime.takeBack();
        this.log = runtime.log();
    }

    Router.Builder addTo(Router.Builder router) {
        return router.on("linkParts", this::linkParts)
                .on("getUploadedParts", this::getUploadedParts)
                .on("deleteFile", this::deleteFile);
    }

    private record PartBody(@Nullable Long number, @Nullable String sha256) {}

    private record PartsBody(@Nullable List<PartBody> parts) {}

    private record LinkView(int number, String method, URI url, Map<String, String> headers, Instant expiresAt) {
        static LinkView of(PartLinksOutcome.Link link) {
            UploadView upload = UploadView.of(link.upload());
            return new LinkView(link.number(), upload.method(), upload.url(), upload.headers(), upload.expiresAt());
        }
    }

    private record LinksView(List<LinkView> items) {}

    private HttpResponse linkParts(HttpRequest request) {
        ProductId product = ProductRoutes.id(request);
        FileId id = id(request);
        SortedMap<Integer, Sha256> wanted = read(request);
        return switch (asked(id, () -> links.invite(request.seller(), product, id, wanted))) {
            case PartLinksOutcome.Invited(List<PartLinksOutcome.Link> invited) ->
                HttpResponse.ok(new LinksView(invited.stream().map(LinkView::of).toList()));
            case PartLinksOutcome.NoSuchFile _ -> throw notFor(request, product, "file");
            case PartLinksOutcome.NotInParts _ ->
                throw new Refused(Problem.of(
                        409,
                        "not_in_parts",
                        "This file is uploaded at once: announce one with \"upload\": \"in_parts\"."));
            case PartLinksOutcome.Over _ ->
                throw new Refused(Problem.of(409, "upload_over", "This file waits for no bytes any more."));
            case PartLinksOutcome.OutOfRange(int count) ->
                throw new Refused(Problem.invalid(List.of(new FieldError(
                        "parts",
                        "out_of_range",
                        "must have numbers from 1 to " + count + ", the parts of this file"))));
            case PartLinksOutcome.OtherBytes(List<Integer> numbers) ->
                throw new Refused(new Problem(
                        409,
                        "part_changed",
                        "A part has the bytes that were announced for it first. Announce another file for others.",
                        numbers.stream()
                                .map(number -> new FieldError(
                                        "parts", "mismatch", "of number " + number + " was another SHA-256 before"))
                                .toList(),
                        Optional.empty()));
        };
    }

    private static SortedMap<Integer, Sha256> read(HttpRequest request) {
        List<PartBody> bodies =
                Optional.ofNullable(request.json(PartsBody.class).parts).orElse(List.of());
        Fields fields = new Fields();
        if (bodies.isEmpty() || bodies.size() > MOST_LINKS) {
            fields.wrong("parts", "out_of_range", "must be 1 to " + MOST_LINKS + " parts");
            fields.check();
        }
        SortedMap<Integer, Sha256> wanted = new TreeMap<>();
        for (int i = 0; i < bodies.size(); i++) {
            String at = "parts[" + i + "].";
            long number = fields.number(at + "number", bodies.get(i).number, 1, Parts.MOST);
            Optional<Sha256> sha256 = fields.require(
                    at + "sha256",
                    bodies.get(i).sha256,
                    "be the SHA-256 of the part's bytes in 64 small hexadecimal digits",
                    Sha256::parse);
            if (sha256.isPresent() && wanted.put((int) number, sha256.get()) != null) {
                fields.wrong(at + "number", "duplicate", "must be there once");
            }
        }
        fields.check();
        return wanted;
    }

    private record Range(int first, int last) {}

    private record ProgressView(
            long partSize, int partCount, int partsUploaded, long bytesUploaded, List<Range> uploaded) {
        static ProgressView of(Progress progress) {
            List<Range> ranges = new ArrayList<>();
            for (HeldPart part : progress.there()) {
                boolean follows = !ranges.isEmpty() && ranges.getLast().last() == part.number() - 1;
                int first = follows ? ranges.removeLast().first() : part.number();
                ranges.add(new Range(first, part.number()));
            }
            return new ProgressView(
                    progress.file().parts().orElseThrow().size(),
                    progress.count(),
                    progress.there().size(),
                    progress.there().stream().mapToLong(HeldPart::size).sum(),
                    ranges);
        }
    }

    private HttpResponse getUploadedParts(HttpRequest request) {
        ProductId product = ProductRoutes.id(request);
        FileId id = id(request);
        return asked(id, () -> parts.progress(request.seller(), product, id))
                .map(progress -> HttpResponse.ok(ProgressView.of(progress)))
                .orElseThrow(() -> notFor(request, product, "upload in parts"));
    }

    private HttpResponse deleteFile(HttpRequest request) {
        ProductId product = ProductRoutes.id(request);
        FileId id = id(request);
        return switch (asked(id, () -> takingBack.takeBack(request.seller(), product, id))) {
            case TakeBackOutcome.TakenBack _ -> HttpResponse.empty();
            case TakeBackOutcome.NoSuchFile _ -> throw notFor(request, product, "file");
            case TakeBackOutcome.NotNow _ ->
                throw new Refused(Problem.of(
                        409, "upload_over", "A file for buyers that is being scanned or was rejected stays as it is."));
            case TakeBackOutcome.LastOne _ ->
                throw new Refused(
                        Problem.of(
                                409,
                                "last_file",
                                "The product is for sale and would have nothing left to deliver: unpublish it, or upload another."));
        };
    }

    private <T> T asked(FileId id, Supplier<T> question) {
        try {
            return question.get();
        } catch (FileStore.Unavailable e) {
            throw FileRoutes.unavailable(log, e, id);
        }
    }

    private Refused notFor(HttpRequest request, ProductId product, String what) {
        return request.notFor(products.role(product, request.caller().id()), what);
    }

    private static FileId id(HttpRequest request) {
        return request.pathId("file_id", "file", FileId::parse);
    }
}
