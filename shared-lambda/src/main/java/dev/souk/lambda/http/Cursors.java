package dev.souk.lambda.http;

import dev.souk.lambda.config.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Opaque, signed places in a list: a cursor that was not given out by us, or for another list, is refused rather than guessed at.
 */
public final class Cursors {
    private static final int TAG = 12;
    private static final int LONGEST = 512;
    private static final int LIMIT = 20;
    private static final int MOST = 100;

    private final SecretKeySpec key;

    public Cursors(Secret secret) {
        this.key = new SecretKeySpec(("cursor:" + secret.reveal()).getBytes(StandardCharsets.UTF_8), "HmacSHA256");
    }

    /**
     * Where the caller wants to go on in {@code list}, or empty for the beginning. A cursor that is none of ours ends the request
     * with 400.
     *
     * @param list names the list and whatever it is filtered by
     * @return the place as it was given to {@link #write}
     */
    public Optional<String> read(HttpRequest request, String list) {
        return request.query("cursor")
                .map(cursor -> place(cursor, list)
                        .orElseThrow(() -> new Refused(Problem.field(
                                400,
                                "invalid_cursor",
                                "cursor",
                                "is not a cursor of this list: take next_cursor of the page before"))));
    }

    public String write(String list, String place) {
        byte[] payload = place.getBytes(StandardCharsets.UTF_8);
        byte[] cursor = Arrays.copyOf(tag(list, payload), TAG + payload.length);
        System.arraycopy(payload, 0, cursor, TAG, payload.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(cursor);
    }

    /** How many items the caller wants at most: {@code limit}, 1 to {@value #MOST}, else {@value #LIMIT}. */
    public static int limit(HttpRequest request) {
        Optional<String> text = request.query("limit");
        if (text.isEmpty()) {
            return LIMIT;
        }
        try {
            int limit = Integer.parseInt(text.get());
            if (limit >= 1 && limit <= MOST) {
                return limit;
            }
        } catch (NumberFormatException _) {
            // The refusal below says what a limit is.
        }
        throw new Refused(Problem.field(400, "out_of_range", "limit", "must be a whole number between 1 and " + MOST));
    }

    private Optional<String> place(String cursor, String list) {
        if (cursor.length() > LONGEST) {
            return Optional.empty();
        }
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(cursor);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        if (bytes.length < TAG) {
            return Optional.empty();
        }
        byte[] payload = Arrays.copyOfRange(bytes, TAG, bytes.length);
        boolean ours = MessageDigest.isEqual(Arrays.copyOf(bytes, TAG), Arrays.copyOf(tag(list, payload), TAG));
        return ours ? Optional.of(new String(payload, StandardCharsets.UTF_8)) : Optional.empty();
    }

    private byte[] tag(String list, byte[] payload) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            mac.update(list.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            return mac.doFinal(payload);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}
