package dev.souk.local.page.dev;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** What a function was called for, read from the event that it was called with. */
sealed interface Purpose {

    /**
     * A request by way of the gateway.
     *
     * @param route the path as the contract has it, {@code /v1/orders/{order_id}}
     * @param path as it came
     * @param id the gateway's own of the request
     */
    record Request(String method, String route, String path, String id) implements Purpose {}

    /** Messages of a queue. */
    record Batch(String queue, List<String> messages) implements Purpose {}

    /** It was time. */
    record Scheduled() implements Purpose {}

    /** Something else. */
    record Other() implements Purpose {}

    static Purpose of(byte[] event) {
        JsonNode read;
        try {
            read = Replies.JSON.readTree(event);
        } catch (JacksonException e) {
            return new Other();
        }
        if (read.path("httpMethod").isString()) {
            return new Request(
                    read.path("httpMethod").asString(),
                    read.path("resource").asString(""),
                    read.path("path").asString(""),
                    read.path("requestContext").path("requestId").asString(""));
        }
        if (read.path("Records").isArray() && !read.path("Records").isEmpty()) {
            List<String> messages = new ArrayList<>();
            read.path("Records")
                    .forEach(each -> messages.add(each.path("messageId").asString("")));
            String arn = read.path("Records").path(0).path("eventSourceARN").asString("");
            return new Batch(arn.substring(arn.lastIndexOf(':') + 1), messages);
        }
        return read.path("source").asString("").equals("aws.scheduler") ? new Scheduled() : new Other();
    }

    /** In a line: {@code POST /v1/orders}, {@code emails, 2 messages}, {@code schedule}. */
    default String title() {
        return switch (this) {
            case Request request -> request.method() + " " + request.route();
            case Batch batch ->
                batch.queue() + ", "
                        + (batch.messages().size() == 1
                                ? "1 message"
                                : batch.messages().size() + " messages");
            case Scheduled _ -> "schedule";
            case Other _ -> "called directly";
        };
    }

    /** The kind, in a word: {@code request}, {@code queue}, {@code schedule}, {@code other}. */
    default String kind() {
        return switch (this) {
            case Request _ -> "request";
            case Batch _ -> "queue";
            case Scheduled _ -> "schedule";
            case Other _ -> "other";
        };
    }
}
