package dev.souk.infra.api;

/**
 * Where the REST API is, for other stacks.
 *
 * @param origin scheme and host
 * @param path what stands before the paths of the contract, without a slash at the end
 */
public record ApiAddress(String origin, String path) {
    /** Before the paths of the contract. */
    public String base() {
        return origin + path;
    }
}
