package dev.souk.catalog.imaging;

import dev.souk.catalog.FileState;
import dev.souk.catalog.FileStore;
import dev.souk.catalog.ImageType;
import dev.souk.catalog.ImageWork;
import dev.souk.catalog.Picture;
import dev.souk.catalog.ProductFile;
import dev.souk.catalog.ProductFiles;
import dev.souk.catalog.Quarantine;
import dev.souk.catalog.Rejection;
import dev.souk.lambda.log.Log;
import dev.souk.lambda.message.UnreadableMessage;
import dev.souk.lambda.queue.QueueMessage;
import dev.souk.model.FileId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Makes what is shown of images that the scan has let pass. Safe to be told the same again, late or side by side: all that is told of one image write
 * the same bytes under the same keys, and the row says whether they are shown.
 */
public final class MakePictures {
    /** What the function did not survive so often is refused: it would not survive it the next time either. */
    static final int MOST_ATTEMPTS = 3;

    /** The function is killed before; it is told again only after. */
    private static final Duration LONGEST = Duration.ofSeconds(90);

    private final Quarantine quarantine;
    private final ProductFiles files;
    private final FileStore store;
    private final Supplier<UUID> keys;
    private final Clock clock;
    private final Log log;

    /** @param keys keys that nobody guesses */
    public MakePictures(
            Quarantine quarantine, ProductFiles files, FileStore store, Supplier<UUID> keys, Clock clock, Log log) {
        this.quarantine = quarantine;
        this.files = files;
        this.store = store;
        this.keys = keys;
        this.clock = clock;
        this.log = log;
    }

    /**
     * Makes the picture that the message asks for.
     *
     * @throws UnreadableMessage when it asks for none
     * @throws FileStore.Unavailable when something can be neither read nor kept; the next try begins anew
     */
    public void make(QueueMessage message) {
        FileId id = ImageWork.read(message.body());
        Optional<ProductFile> found = files.find(id);
        if (found.isEmpty()
                || found.get().state() == FileState.READY
                || found.get().state() == FileState.REJECTED) {
            // Told again: what a crash may have left is taken away all the same.
            found.ifPresent(this::tidy);
            return;
        }
        byte[] upload = store.beginning(found.get(), ImageType.LARGEST + 1);
        Instant now = clock.instant();
        Optional<ProductFiles.Attempt> attempt = files.attempt(id, keys.get(), now, now.plus(LONGEST));
        if (attempt.isEmpty()) {
            // Whoever is at it will be told again if it fails, and the sweeper asks for what is left.
            log.info("image.not_waited_for", "file", id);
            return;
        }
        try {
            make(found.get(), upload, attempt.get());
        } catch (RuntimeException e) {
            // The next try need not wait for this one to have ended the function.
            files.endAttempt(id);
            throw e;
        }
    }

    private void make(ProductFile file, byte[] upload, ProductFiles.Attempt attempt) {
        Making making = attempt.number() > MOST_ATTEMPTS
                ? new Making.Refused(Rejection.IMAGE_UNREADABLE, "ended the function each time")
                : making(file, upload, attempt.key());
        // It survived: what happens from here on is not the image's fault.
        files.forgetAttempts(file.id());
        switch (making) {
            case Making.Made(Picture picture, List<byte[]> variants) -> keep(file, picture, variants);
            case Making.Refused(Rejection rejection, String why) -> {
                log.info("image.refused", "file", file.id(), "because", rejection.text(), "why", why);
                quarantine.refuseImage(file, rejection);
            }
        }
        files.find(file.id()).ifPresentOrElse(this::tidy, () -> store.removePictures(attempt.key()));
    }

    private static Making making(ProductFile file, byte[] upload, UUID key) {
        if (upload.length > ImageType.LARGEST) {
            return new Making.Refused(Rejection.IMAGE_TOO_LARGE, "has more bytes than images have");
        }
        return Making.of(ImageType.of(file.contentType()).orElseThrow(), upload, key);
    }

    private void keep(ProductFile file, Picture picture, List<byte[]> variants) {
        int number = 1;
        for (byte[] variant : variants) {
            store.keep(
                    file,
                    Picture.objectKey(picture.key(), number++),
                    variant,
                    picture.format().contentType());
        }
        if (quarantine.show(file, picture)) {
            log.info("image.ready", "file", file.id(), "width", picture.width(), "height", picture.height());
        }
    }

    /** Of what is shown nobody needs the upload any more; of what was rejected, nothing at all. */
    private void tidy(ProductFile file) {
        switch (file.state()) {
            case READY -> store.removeUpload(file);
            case REJECTED -> store.remove(file);
            case AWAITING_UPLOAD, SCANNING, PROCESSING, ABANDONED -> {}
        }
    }
}
