package dev.souk.infra.web;

import dev.souk.infra.api.ApiAddress;
import java.util.Map;
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
 */
record ToldPages(Asset files, ApiAddress api) implements ISource {
    /** In {@code js/config.js}. */
    static final String API_BASE = "export const API_BASE = '';";

    /** In the policy of every page: whom scripts may call. */
    static final String MAY_CALL = "connect-src 'self'";

    /** In the policy of every page: where pictures come from; those of a local run are of no use elsewhere. */
    static final String PICTURES = "img-src 'self' https: http://127.0.0.1:* http://localhost:*";

    @Override
    public SourceConfig bind(Construct scope, @Nullable DeploymentSourceContext context) {
        return bind(scope);
    }

    @Override
    public SourceConfig bind(Construct scope) {
        return SourceConfig.builder()
                .bucket(files.getBucket())
                .zipObjectKey(files.getS3ObjectKey())
                .markers(Map.of(
                        API_BASE,
                        API_BASE.replace("''", "'" + api.base() + "'"),
                        MAY_CALL,
                        MAY_CALL + " " + api.origin(),
                        PICTURES,
                        "img-src 'self' https:"))
                .build();
    }
}
