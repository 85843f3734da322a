package dev.souk.local.http;

/** Parts the paths: what begins with {@code /v1} is the API's, with {@code /_local} the developer's, the rest the storefront's. */
public record Sites(Site api, Site developer, Site storefront) implements Site {
    @Override
    public Answer answer(Request request) {
        if (isWithin("/v1", request.path())) {
            return api.answer(request);
        }
        return isWithin("/_local", request.path()) ? developer.answer(request) : storefront.answer(request);
    }

    private static boolean isWithin(String prefix, String path) {
        return path.equals(prefix) || path.startsWith(prefix + "/");
    }
}
