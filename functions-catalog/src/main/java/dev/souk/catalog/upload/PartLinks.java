package dev.souk.catalog.upload;

import dev.souk.catalog.FileParts;
import dev.souk.catalog.FileState;
import dev.souk.catalog.FileStore;
import dev.souk.catalog.Parts;
import dev.souk.catalog.ProductFile;
import dev.souk.catalog.ProductFiles;
import dev.souk.catalog.Sha256;
import dev.souk.catalog.upload.PartLinksOutcome.Invited;
import dev.souk.catalog.upload.PartLinksOutcome.NoSuchFile;
import dev.souk.catalog.upload.PartLinksOutcome.NotInParts;
import dev.souk.catalog.upload.PartLinksOutcome.OtherBytes;
import dev.souk.catalog.upload.PartLinksOutcome.OutOfRange;
import dev.souk.catalog.upload.PartLinksOutcome.Over;
import dev.souk.lambda.member.Seller;
import dev.souk.model.FileId;
import dev.souk.model.ProductId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Hands out links for the parts of a file. Which bytes a part has is said once: whoever asks for its link again, for it has expired or the
 * connection was lost, has to mean the same ones.
 */
public final class PartLinks {
    private final ProductFiles files;
    private final FileParts parts;
    private final FileStore store;

    public PartLinks(ProductFiles files, FileParts parts, FileStore store) {
        this.files = files;
        this.parts = parts;
        this.store = store;
    }

    /**
     * Links for some parts.
     *
     * @param wanted the hash of each part by its number, at least one
     * @throws FileStore.Unavailable when the store does not begin an upload; nothing has changed then
     */
    public PartLinksOutcome invite(Seller seller, ProductId product, FileId id, SortedMap<Integer, Sha256> wanted) {
        Optional<ProductFile> found = files.find(seller, product, id);
        if (found.isEmpty()) {
            return new NoSuchFile();
        }
        ProductFile file = found.get();
        Optional<Parts> inParts = file.parts();
        if (inParts.isEmpty()) {
            return new NotInParts();
        }
        if (file.state() != FileState.AWAITING_UPLOAD) {
            return new Over();
        }
        int count = inParts.get().count(file.size());
        if (wanted.lastKey() > count) {
            return new OutOfRange(count);
        }
        Optional<String> upload = upload(file);
        if (upload.isEmpty()) {
            return new Over();
        }
        parts.announce(id, wanted);
        SortedMap<Integer, Sha256> announced = parts.of(id, List.copyOf(wanted.keySet()));
        List<Integer> others = wanted.entrySet().stream()
                .filter(part -> !part.getValue().equals(announced.get(part.getKey())))
                .map(Map.Entry::getKey)
                .toList();
        if (!others.isEmpty()) {
            return new OtherBytes(others);
        }
        return new Invited(wanted.entrySet().stream()
                .map(part -> new PartLinksOutcome.Link(
                        part.getKey(), store.invite(file, upload.get(), part.getKey(), part.getValue())))
                .toList());
    }

    /** Of those who begin one at once, all get the one that is kept. */
    private Optional<String> upload(ProductFile file) {
        Optional<String> begun = parts.upload(file.id());
        if (begun.isPresent()) {
            return begun;
        }
        String upload = store.begin(file);
        if (parts.begin(file.id(), upload)) {
            return Optional.of(upload);
        }
        store.abort(file, upload);
        return parts.upload(file.id());
    }
}
