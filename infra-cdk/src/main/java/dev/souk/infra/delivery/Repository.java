package dev.souk.infra.delivery;

import dev.souk.infra.UnusableSettings;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whose workflows are trusted.
 *
 * @param name {@code owner/name}, as GitHub spells it
 */
public record Repository(String name) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{0,38}/[A-Za-z0-9._-]{1,100}");

    /** @throws UnusableSettings when it is no repository's name; a pattern would be one that trusts strangers */
    public Repository {
        if (!NAME.matcher(name).matches()) {
            throw new UnusableSettings(List.of("githubRepository is not owner/name: " + name));
        }
    }

    /** @throws UnusableSettings when nothing was said */
    static Repository from(@Nullable Object context) {
        if (context == null) {
            throw new UnusableSettings(List.of("githubRepository is missing: whose workflows may deploy, owner/name"));
        }
        return new Repository(context.toString().strip());
    }

    /** How GitHub's token names a job that runs in an environment of this repository. */
    String jobIn(String environment) {
        return "repo:" + name + ":environment:" + environment;
    }

    /** How it names a job that runs for a pull request, which has no environment. */
    String jobOfPullRequest() {
        return "repo:" + name + ":pull_request";
    }
}
