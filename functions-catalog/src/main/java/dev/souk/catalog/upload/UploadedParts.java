package dev.souk.catalog.upload;

import dev.souk.catalog.FileParts;
import dev.souk.catalog.FileState;
import dev.souk.catalog.FileStore;
import dev.souk.catalog.FileStore.HeldPart;
import dev.souk.catalog.Parts;
import dev.souk.catalog.ProductFile;
import dev.souk.catalog.ProductFiles;
import dev.souk.catalog.Sha256;
import dev.souk.lambda.db.Database;
import dev.souk.lambda.member.Seller;
import dev.souk.model.FileId;
import dev.souk.model.ProductId;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The parts of a file that have come so far, and the file that they make once all have. */
public final class UploadedParts {
    private final ProductFiles files;
    private final FileParts parts;
    private final FileStore store;

    public UploadedParts(ProductFiles files, FileParts parts, FileStore store) {
        this.files = files;
        this.parts = parts;
        this.store = store;
    }

    /** @param there in order; all of them once the upload is over */
    public record Progress(ProductFile file, int count, List<HeldPart> there) {
        public Progress {
            there = List.copyOf(there);
        }
    }

    /**
     * How far the upload of a file is; empty when {@code seller} has no such file, or it is uploaded at once.
     *
     * @throws FileStore.Unavailable when the store does not say
     */
    public Optional<Progress> progress(Seller seller, ProductId product, FileId id) {
        return files.find(seller, product, id)
                .flatMap(file -> file.parts().map(inParts -> {
                    int count = inParts.count(file.size());
                    return new Progress(
                            file, count, file.state() == FileState.AWAITING_UPLOAD ? there(file) : all(file, inParts));
                }));
    }

    /**
     * Makes the file of its parts, unless it is there already. Nothing happens as long as one is missing. The file is locked meanwhile: of those
     * who complete it at once, the others wait and find it.
     *
     * @throws FileStore.Unavailable when the store does not do it
     */
    static void join(Database database, FileStore store, ProductFile file) {
        Parts inParts = file.parts().orElseThrow();
        int count = inParts.count(file.size());
        FileParts parts = FileParts.in(database);
        List<Sha256> hashes = List.copyOf(parts.of(file.id()).values());
        if (hashes.size() < count) {
            return;
        }
        // Before there is anything to hold against it.
        parts.seal(file.id(), Parts.together(hashes));
        database.transaction(tx -> {
            ProductFiles.in(tx).findLocked(file.id());
            Optional<String> upload = FileParts.in(tx).upload(file.id());
            if (upload.isPresent() && store.look(file).isEmpty()) {
                // A link takes no other length than the part's, and no other bytes than those of its hash.
                Optional<List<HeldPart>> there = store.parts(file, upload.get());
                if (there.isPresent() && there.get().size() == count) {
                    store.join(file, upload.get(), there.get(), hashes);
                }
            }
            return file.id();
        });
    }

    private List<HeldPart> there(ProductFile file) {
        return parts.upload(file.id())
                .flatMap(upload -> store.parts(file, upload))
                .orElse(List.of());
    }

    private static List<HeldPart> all(ProductFile file, Parts inParts) {
        return IntStream.rangeClosed(1, inParts.count(file.size()))
                .mapToObj(number -> new HeldPart(number, inParts.sizeOf(number, file.size()), ""))
                .toList();
    }
}
