package dev.souk.deployment;

/** An environment variable of a function, and who has to set it. What each means is in docs/architecture.md. */
public enum Variable {
    DATABASE_URL(Given.ALWAYS),
    DATABASE_USER(Given.ALWAYS),
    DATABASE_PASSWORD(Given.ALWAYS),
    DATABASE_ADMIN_SECRET(Given.ALWAYS),
    DATABASE_ACCOUNT_SECRETS(Given.ALWAYS),
    DATABASE_CONNECTIONS(Given.WHERE_WANTED),
    DATABASE_PATIENCE_SECONDS(Given.WHERE_WANTED),
    OIDC_ISSUER(Given.ALWAYS),
    OIDC_AUDIENCE(Given.ALWAYS),
    OIDC_JWKS_URI(Given.WHERE_WANTED),
    OIDC_ADMIN_CLAIM(Given.WHERE_WANTED),
    OIDC_ADMIN_VALUE(Given.WHERE_WANTED),
    CORS_ORIGINS(Given.ALWAYS),
    SOUK_SECRET(Given.ALWAYS),
    AWS_REGION(Given.BY_LAMBDA),
    AWS_ACCESS_KEY_ID(Given.BY_LAMBDA),
    AWS_SECRET_ACCESS_KEY(Given.BY_LAMBDA),
    AWS_SESSION_TOKEN(Given.BY_LAMBDA),
    AWS_ENDPOINT_URL_S3(Given.WHERE_WANTED),
    AWS_ENDPOINT_URL_SQS(Given.WHERE_WANTED),
    AWS_ENDPOINT_URL_SES(Given.WHERE_WANTED),
    AWS_ENDPOINT_URL_SECRETS_MANAGER(Given.WHERE_WANTED),
    FILES_BUCKET(Given.ALWAYS),
    FILE_SCAN(Given.ALWAYS),
    SELLER_QUOTA_BYTES(Given.WHERE_WANTED),
    EMAILS_QUEUE_URL(Given.ALWAYS),
    LIVE_UPDATES_QUEUE_URL(Given.ALWAYS),
    IMAGES_QUEUE_URL(Given.ALWAYS),
    SELLER_WEBHOOKS_QUEUE_URL(Given.ALWAYS),
    WEBHOOK_TARGETS(Given.WHERE_WANTED),
    CONNECTIONS_URL(Given.WHERE_WANTED),
    ORDER_REQUESTS_QUEUE_URL(Given.ALWAYS),
    EXPORTS_QUEUE_URL(Given.ALWAYS),
    ORDER_PAGES_PER_SECOND(Given.WHERE_WANTED),
    STRIPE_SECRET(Given.ALWAYS),
    STRIPE_SECRET_KEY(Given.ALWAYS),
    STRIPE_API_BASE(Given.WHERE_WANTED),
    STRIPE_READ_MILLIS(Given.WHERE_WANTED),
    STRIPE_WEBHOOK_SECRETS(Given.ALWAYS),
    STRIPE_ACCOUNTS_WEBHOOK_SECRETS(Given.ALWAYS),
    STOREFRONT_URL(Given.ALWAYS),
    API_URL(Given.WHERE_WANTED),
    DOWNLOAD_LIMIT(Given.WHERE_WANTED),
    PLATFORM_FEE_BASIS_POINTS(Given.WHERE_WANTED),
    TRANSFER_HOLD_DAYS(Given.WHERE_WANTED),
    DISPUTE_ACCESS(Given.WHERE_WANTED),
    STRIPE_TAX(Given.WHERE_WANTED),
    MAIL_FROM(Given.ALWAYS),
    MAIL_TRANSPORT(Given.ALWAYS),
    SMTP_URL(Given.WHERE_WANTED),
    SES_CONFIGURATION_SET(Given.WHERE_WANTED);

    /** Who sets a variable. */
    public enum Given {
        /** Whoever runs the function: it does not start without. */
        ALWAYS,
        /** Whoever wants something else than what the function does without it. */
        WHERE_WANTED,
        /** Lambda itself, for every function; a template may not. */
        BY_LAMBDA
    }

    private final Given given;

    Variable(Given given) {
        this.given = given;
    }

    public Given given() {
        return given;
    }
}
