package dev.souk.lambda.http;

/** Serves one operation: translates a request into a use case, and its ending into a response. */
@FunctionalInterface
public interface Endpoint {
    HttpResponse serve(HttpRequest request) throws Exception;
}
