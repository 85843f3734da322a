package dev.souk.api;

/** Small contracts for tests. */
final class Yamls {
    private Yamls() {}

    static String contract(String... paths) {
        return """
                openapi: 3.0.3
                paths:
                %scomponents:
                  securitySchemes:
                    bearer: {type: http, scheme: bearer}
                    key: {type: apiKey, in: header, name: Key}
                  responses:
                    Problem: {description: Bad., content: {application/problem+json: {}}}
                """.formatted(String.join("", paths));
    }

    /** A complete operation of the function {@code shop}, alone on its path. */
    static String operation(String path, String method, String id) {
        return """
                  %s:
                    %s:
                      operationId: %s
                      x-souk-function: shop
                      security: []
                      responses:
                        default: {$ref: '#/components/responses/Problem'}
                """.formatted(path, method, id).indent(2);
    }
}
