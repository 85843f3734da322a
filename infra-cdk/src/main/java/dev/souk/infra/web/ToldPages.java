package dev.souk.infra.web;

import dev.souk.deployment.PageWords;
import dev.souk.infra.api.ApiAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.services.s3.assets.Asset;
import software.amazon.awscdk.services.s3.deployment.DeploymentSourceContext;
import software.amazon.awscdk.services.s3.deployment.ISource;
import software.amazon.awscdk.services.s3.deployment.SourceConfig;
import software.constructs.Construct;

/**
 * The files of {@code web/}, in which some words are replaced as they are deployed: the address of the API is not known before. Where they
 * stand in front of the API, as they do locally, the files are right as they are.
 *
 * @param api may be made of tokens
 * @param liveUrl where pages hear of changes; empty where nobody tells
 */
record ToldPages(Asset files, ApiAddress api, Optional<String> liveUrl) implements ISource {
    @Override
    public SourceConfig bind(Construct scope, @Nullable DeploymentSourceContext context) {
        return bind(scope);
    }

    @Override
    public SourceConfig bind(Construct scope) {
        return SourceConfig.builder()
                .bucket(files.getBucket())
                .zipObjectKey(files.getS3ObjectKey())
                .markers(words())
                .build();
    }

    private Map<String, String> words() {
        Map<String, String> words = new HashMap<>();
        words.put(PageWords.API_BASE, PageWords.with(PageWords.API_BASE, api.base()));
        words.put(PageWords.PICTURES, "img-src 'self' https:");
        words.put(
                PageWords.MAY_CALL,
                PageWords.MAY_CALL + " " + api.origin()
                        + liveUrl.map(url -> " " + url).orElse(""));
        liveUrl.ifPresent(url -> words.put(PageWords.LIVE_URL, PageWords.with(PageWords.LIVE_URL, url)));
        return words;
    }
}
