package dev.souk.lambda.http;

import dev.souk.lambda.auth.Caller;
import dev.souk.lambda.auth.PurchaseToken;
import dev.souk.lambda.auth.Reader;
import dev.souk.lambda.json.InvalidJson;
import dev.souk.lambda.json.Json;
import dev.souk.lambda.member.Seller;
import dev.souk.model.StoreRole;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A request for one operation of the contract.
 *
 * @param method as sent: {@code HEAD} reaches the operation of {@code GET}
 * @param path as sent, without the query
 * @param pathParameters by the contract's names, percent-encoded as they were sent: ids and slugs need no decoding
 * @param query decoded, in order of appearance
 * @param headers by name in lower case
 * @param body the bytes, decoded from base64 where the gateway had encoded them
 * @param findCaller who calls, when a bearer token was given
 * @param roles of which the caller needs one in the store that it is about; empty where none is needed
 * @param sourceIp where from, as API Gateway saw it
 */
public record HttpRequest(
        String requestId,
        String operation,
        String method,
        String path,
        Map<String, String> pathParameters,
        Map<String, List<String>> query,
        Map<String, List<String>> headers,
        byte[] body,
        Optional<Caller> findCaller,
        Set<StoreRole> roles,
        Optional<String> sourceIp) {
    /** No operation takes more JSON than this. */
    static final int LARGEST_BODY = 256 * 1024;

    /** Who calls. For operations whose contract says {@code bearer}: the kit has turned all others away. */
    public Caller caller() {
        return findCaller.orElseThrow(() -> new Refused(Problems.tokenRequired()));
    }

    /** The purchase token, where one is sent, says which order is meant; else who is signed in. */
    public Reader reader() {
        Optional<String> token = header("Purchase-Token");
        return token.isPresent()
                ? new Reader.LinkHolder(new PurchaseToken(token.get()))
                : new Reader.SignedIn(caller().id());
    }

    /** Who acts for a store, and what they need to be there. For operations whose contract says {@code x-souk-role}. */
    public Seller seller() {
        return new Seller(caller().id(), roles);
    }

    /** The same where a token may be missing. */
    public Optional<Seller> findSeller() {
        return findCaller.map(caller -> new Seller(caller.id(), roles));
    }

    /**
     * Why the caller got nowhere with something of a store's: a member hears which role it takes, and everybody else that it does not exist.
     *
     * @param has what they are in that store
     */
    public Refused notFor(Optional<StoreRole> has, String what) {
        return notFor(roles, has, what);
    }

    /** The same for what takes other roles than the operation does as a whole. */
    public static Refused notFor(Set<StoreRole> needed, Optional<StoreRole> has, String what) {
        return new Refused(
                has.isPresent() && !needed.contains(has.get())
                        ? Problems.roleRequired(needed, has.get())
                        : Problem.notFound(what));
    }

    /** The first value of the header, whatever its case. */
    public Optional<String> header(String name) {
        List<String> values = headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
        return values.isEmpty() ? Optional.empty() : Optional.of(values.getFirst());
    }

    /** The value of a query parameter; given twice, the request ends with 400. */
    public Optional<String> query(String name) {
        List<String> values = query.getOrDefault(name, List.of());
        if (values.size() > 1) {
            throw new Refused(Problem.field(400, "repeated_parameter", name, "must be given once"));
        }
        return values.isEmpty() ? Optional.empty() : Optional.of(values.getFirst());
    }

    public String pathParameter(String name) {
        String value = pathParameters.get(name);
        if (value == null) {
            throw new IllegalStateException("the contract has no path parameter " + name + " in " + operation);
        }
        return value;
    }

    /** The id in the path; what is no id names nothing, so the request ends with 404. */
    public <T> T pathId(String name, String what, Function<String, Optional<T>> parse) {
        return parse.apply(pathParameter(name)).orElseThrow(() -> new Refused(Problem.notFound(what)));
    }

    /** The body as JSON; the request ends with 413, 415, 400 or 422 when it is none, naming the field. */
    public <T> T json(Class<T> type) {
        String contentType = header("Content-Type").orElse("").toLowerCase(Locale.ROOT);
        String media = contentType.split(";", 2)[0].strip();
        if (!media.equals("application/json")) {
            throw new Refused(Problem.field(415, "unsupported_media_type", "Content-Type", "must be application/json"));
        }
        if (body.length > LARGEST_BODY) {
            throw new Refused(Problem.of(
                    413, "body_too_large", "The body must have at most " + LARGEST_BODY / 1024 + " KiB of JSON."));
        }
        String text = utf8();
        if (text.isBlank()) {
            throw new Refused(Problem.field(400, "malformed_json", "", "must be a JSON object, and is empty"));
        }
        try {
            return Json.read(text, type);
        } catch (InvalidJson e) {
            int status = e.code().equals("malformed_json") ? 400 : 422;
            throw new Refused(Problem.field(status, e.code(), e.field(), e.reason()));
        }
    }

    /** The body as text; a byte that is no UTF-8 would otherwise become another character, silently. */
    private String utf8() {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new Refused(Problem.field(400, "malformed_json", "", "is not UTF-8"));
        }
    }

    /**
     * The version that {@code If-Match} names. Without the header the request ends with 428; a tag that is none of ours gives -1,
     * which matches no row.
     */
    public int ifMatch() {
        String tag = header("If-Match")
                .orElseThrow(() -> new Refused(Problem.field(
                        428, "if_match_required", "If-Match", "is required: send the ETag of what you edited")));
        return EntityTag.version(tag).orElse(-1);
    }
}
