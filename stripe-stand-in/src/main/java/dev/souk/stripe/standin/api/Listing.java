package dev.souk.stripe.standin.api;

import dev.souk.stripe.standin.form.InvalidRequest;
import dev.souk.stripe.standin.form.Params;
import dev.souk.stripe.standin.http.Reply;
import dev.souk.stripe.standin.json.Json;
import dev.souk.stripe.standin.store.Records;
import dev.souk.stripe.standin.store.Stored;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Stripe's lists: newest first, a page at a time, by cursors that are ids. */
record Listing(int limit, @Nullable String after, @Nullable String before) {

    static Listing of(Params params) {
        long limit = params.integer("limit").orElse(10L);
        if (limit < 1 || limit > 100) {
            throw new InvalidRequest(
                    "parameter_invalid_integer", "limit", "Invalid integer: limit must be between 1 and 100");
        }
        String after = params.text("starting_after").orElse(null);
        String before = params.text("ending_before").orElse(null);
        if (after != null && before != null) {
            throw new InvalidRequest(
                    null,
                    "ending_before",
                    "You may only specify one of these parameters: starting_after, ending_before.");
        }
        return new Listing((int) limit, after, before);
    }

    /** The filter {@code created}: a second, or bounds {@code gt}, {@code gte}, {@code lt}, {@code lte}. */
    static LongPredicate created(Params params) {
        if (params.isText("created")) {
            long exact = params.integer("created").orElseThrow();
            return seconds -> seconds == exact;
        }
        Optional<Params> bounds = params.child("created");
        if (bounds.isEmpty()) {
            return seconds -> true;
        }
        long more = Math.max(
                bounds.get().integer("gt").map(gt -> gt + 1).orElse(Long.MIN_VALUE),
                bounds.get().integer("gte").orElse(Long.MIN_VALUE));
        long less = Math.min(
                bounds.get().integer("lt").map(lt -> lt - 1).orElse(Long.MAX_VALUE),
                bounds.get().integer("lte").orElse(Long.MAX_VALUE));
        return seconds -> seconds >= more && seconds <= less;
    }

    static boolean in(LongPredicate created, Instant at) {
        return created.test(at.getEpochSecond());
    }

    /** What can be found by an owner's id, or everything when none is given; by two owners, what belongs to both. */
    static <T extends Stored> List<T> candidates(
            Records records, Class<T> kind, Optional<String> owner, Optional<String> other) {
        Optional<String> first = owner.or(() -> other);
        List<T> all = first.map(id -> records.of(kind, id)).orElseGet(() -> records.newestFirst(kind));
        return other.isEmpty()
                ? all
                : all.stream()
                        .filter(found -> found.belongsTo().contains(other.get()))
                        .toList();
    }

    /** One page of what passed the filters. A cursor has to be in the list, as one that Stripe gave out is. */
    <T> ObjectNode page(String url, List<T> newestFirst, Function<T, String> id, Function<T, ObjectNode> render) {
        int from = 0;
        int to = newestFirst.size();
        boolean more;
        if (before != null) {
            to = indexOf(before, "ending_before", newestFirst, id);
            from = Math.max(0, to - limit);
            more = from > 0;
        } else {
            from = after == null ? 0 : indexOf(after, "starting_after", newestFirst, id) + 1;
            to = Math.min(to, from + limit);
            more = to < newestFirst.size();
        }
        return list(url, newestFirst.subList(from, to).stream().map(render).toList(), more);
    }

    static ObjectNode list(String url, List<ObjectNode> data, boolean more) {
        ObjectNode list = Json.object().put("object", "list");
        list.set("data", Json.array(data));
        return list.put("has_more", more).put("url", url);
    }

    private static <T> int indexOf(String cursor, String param, List<T> items, Function<T, String> id) {
        for (int i = 0; i < items.size(); i++) {
            if (id.apply(items.get(i)).equals(cursor)) {
                return i;
            }
        }
        throw new InvalidRequest("resource_missing", param, "No such object: '" + cursor + "'");
    }

    static Reply ok(ObjectNode body) {
        return Reply.json(200, body);
    }
}
