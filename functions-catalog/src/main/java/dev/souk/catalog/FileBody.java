package dev.souk.catalog;

import dev.souk.catalog.upload.AnnounceFile.Announcement;
import dev.souk.lambda.http.Fields;
import dev.souk.lambda.http.HttpRequest;
import dev.souk.model.FileId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is said of a file when it is announced. */
record FileBody(
        @Nullable String purpose,
        @Nullable String name,
        @Nullable Long size,
        @Nullable String contentType,
        @Nullable String sha256,
        @Nullable String upload,
        @Nullable String replaces,
        @Nullable String releaseNotes,
        @Nullable String alternativeText) {
    private static final int LONGEST_NAME = 255;
    private static final int LONGEST_NOTES = 5_000;
    /** As much as S3 takes in one PUT. */
    private static final long LARGEST_FILE = 5L * 1024 * 1024 * 1024;

    /** As much as S3 keeps as one object. */
    private static final long LARGEST_IN_PARTS = 5L * 1024 * 1024 * 1024 * 1024;

    static final int LONGEST_ALTERNATIVE = 500;

    /** Ends the request with 422 naming every field that is wrong. */
    static Announcement read(HttpRequest request) {
        FileBody body = request.json(FileBody.class);
        Fields fields = new Fields();
        FilePurpose purpose = fields.find("purpose", body.purpose, "be download, cover or gallery", FilePurpose::parse)
                .orElse(FilePurpose.DOWNLOAD);
        boolean image = purpose.isShown();
        boolean inParts = fields.find("upload", body.upload, "be at_once or in_parts", FileBody::isInParts)
                .orElse(false);
        if (image && inParts) {
            fields.wrong("upload", "unsupported", "must be at_once for an image");
        }
        String name = fields.line("name", body.name, 1, LONGEST_NAME);
        if (name.indexOf('/') >= 0 || name.indexOf('\\') >= 0 || name.equals(".") || name.equals("..")) {
            fields.wrong("name", "malformed", "must be the name of a file, without a folder");
        }
        long size = fields.number("size", body.size, 1, largest(image, inParts));
        Optional<ContentType> type = fields.require(
                "content_type",
                body.contentType,
                "be a media type without parameters, such as application/zip",
                ContentType::parse);
        if (image && type.isPresent() && ImageType.of(type.get()).isEmpty()) {
            fields.wrong("content_type", "unsupported", "must be image/png, image/jpeg, image/webp or image/gif");
        }
        Optional<Sha256> sha256 = inParts
                ? Optional.empty()
                : fields.require(
                        "sha256",
                        body.sha256,
                        "be the SHA-256 of the bytes in 64 small hexadecimal digits",
                        Sha256::parse);
        if (inParts && body.sha256 != null) {
            fields.wrong("sha256", "unsupported", "must be absent: each part has its own");
        }
        Optional<FileId> replaces =
                fields.find("replaces", body.replaces, "be the id of a file of this product, fil_…", FileId::parse);
        Optional<String> notes = fields.findLines("release_notes", body.releaseNotes, LONGEST_NOTES)
                .filter(text -> !text.isBlank());
        if (image && replaces.isPresent()) {
            fields.wrong("replaces", "unsupported", "must be absent for an image");
        }
        Optional<String> alternative = fields.findLine("alternative_text", body.alternativeText, 0, LONGEST_ALTERNATIVE)
                .filter(text -> !text.isEmpty());
        if (!image && alternative.isPresent()) {
            fields.wrong("alternative_text", "unsupported", "is for images");
        }
        fields.check();
        return new Announcement(purpose, name, type.orElseThrow(), size, sha256, replaces, notes, alternative);
    }

    private static long largest(boolean image, boolean inParts) {
        if (image) {
            return ImageType.LARGEST;
        }
        return inParts ? LARGEST_IN_PARTS : LARGEST_FILE;
    }

    private static Optional<Boolean> isInParts(String text) {
        return switch (text) {
            case "at_once" -> Optional.of(false);
            case "in_parts" -> Optional.of(true);
            default -> Optional.empty();
        };
    }
}
