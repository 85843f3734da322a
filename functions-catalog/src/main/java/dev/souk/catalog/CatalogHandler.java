package dev.souk.catalog;

import dev.souk.lambda.config.Environment;
import dev.souk.lambda.http.HttpFunction;

/** Products and their files, behind API Gateway. */
public final class CatalogHandler extends HttpFunction {
    /** For Lambda. */
    public CatalogHandler() {
        this(CatalogRuntime.from(Environment.ofProcess()));
    }

    public CatalogHandler(CatalogRuntime runtime) {
        super(runtime.router(), runtime.tokens(), runtime.cors(), runtime.log());
    }
}
