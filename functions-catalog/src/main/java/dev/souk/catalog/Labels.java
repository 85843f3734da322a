package dev.souk.catalog;

import java.util.List;
import java.util.Optional;

/**
 * By what a product is found beside its words.
 *
 * @param slug its address in its store; only a product that the release before drafted has none
 * @param chosenSlug false when the slug was made of the title: then it goes with it
 * @param category the id of one of the {@link Categories}
 * @param tags see {@link Tags}
 */
public record Labels(Optional<Slug> slug, boolean chosenSlug, Optional<String> category, List<String> tags) {
    public Labels {
        tags = List.copyOf(tags);
    }
}
