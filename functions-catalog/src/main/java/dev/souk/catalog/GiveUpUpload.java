package dev.souk.catalog;

import dev.souk.model.FileId;

/** Forgets a file that nobody has completed, in three steps, any of which may be the last for now: the sweeper finds it again. */
public final class GiveUpUpload {
    private final ProductFiles files;
    private final FileParts parts;
    private final FileStore store;

    public GiveUpUpload(ProductFiles files, FileParts parts, FileStore store) {
        this.files = files;
        this.parts = parts;
        this.store = store;
    }

    /**
     * Nobody can complete it any more; what is stored of it goes; its row goes.
     *
     * @return false when somebody has completed it: nothing has changed then
     * @throws FileStore.Unavailable when something stored cannot be taken away; it can be given up again
     */
    public boolean giveUp(ProductFile file) {
        FileId id = file.id();
        if (!files.abandon(id)) {
            return false;
        }
        parts.upload(id).ifPresent(upload -> store.abort(file, upload));
        store.remove(file);
        parts.delete(id);
        files.delete(id);
        return true;
    }
}
