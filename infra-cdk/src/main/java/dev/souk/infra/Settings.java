package dev.souk.infra;

import dev.souk.model.EmailAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What differs from one owner of a Souk to the next. Nothing of it is secret: secrets are only named here.
 *
 * @param signIn how people sign in
 * @param mailFrom who e-mails are from, {@code Souk <shop@souk.example>}; SES must know the address or its domain
 * @param mailFromAddress the address in it
 * @param mailIdentity by what these stacks make {@code mailFrom} known to SES, when it does not know it yet
 * @param storefrontUrl where the shop's pages are, when they are somebody else's to serve
 * @param webDomain under which name we serve them, when not under CloudFront's own
 * @param corsOrigins which pages may call the API and the files, when not those of the storefront alone
 * @param sellerQuotaBytes how many bytes a seller's files may have together, when it is not what the function says
 * @param downloadLimit how many downloads a purchase is good for, when it is not what the function says
 * @param malwareScan what uploaded files need before they are sold
 * @param terms on what terms is sold, where it is not what the functions say
 * @param stripeSecret the name of the secret that holds {@code secret_key}
 * @param secretsRevision to be raised when a secret has changed: functions take secrets up when they are deployed anew
 * @param packaging how functions are packaged
 * @param database what is said of a database that these stacks make
 * @param apiDomain under which name the API is called, when not under AWS's own
 * @param outside what a stage without networks stands on
 */
public record Settings(
        Stage stage,
        SignIn signIn,
        String mailFrom,
        EmailAddress mailFromAddress,
        Optional<MailIdentity> mailIdentity,
        Optional<String> storefrontUrl,
        Optional<Domain> webDomain,
        List<String> corsOrigins,
        Optional<String> sellerQuotaBytes,
        Optional<String> downloadLimit,
        MalwareScan malwareScan,
        Terms terms,
        String stripeSecret,
        String secretsRevision,
        Packaging packaging,
        DatabaseOptions database,
        Optional<Domain> apiDomain,
        Optional<Outside> outside) {
    /** CloudFront takes certificates from nowhere else. */
    private static final String WEB_CERTIFICATE = "arn:aws[a-z-]*:acm:us-east-1:[0-9]{12}:certificate/.+";

    public Settings {
        corsOrigins = List.copyOf(corsOrigins);
    }

    /**
     * How people sign in.
     *
     * @param issuer whose tokens are taken, when they are somebody else's to give; Cognito's otherwise, and what follows is about that
     * @param codeMail by which identity of SES Cognito sends its codes, when it does not send them itself
     * @param pages where people may be sent once they have signed in, beside the storefront's front page
     */
    public record SignIn(Optional<TokenIssuer> issuer, Optional<MailIdentity> codeMail, List<String> pages) {
        /** By https, or a program on one's own machine. */
        private static final String PAGES =
                "((https://[^,\\s#]+|http://localhost(:[0-9]+)?(/[^,\\s#]*)?)(\\s*,\\s*|$))+";

        public SignIn {
            pages = List.copyOf(pages);
        }

        private static SignIn from(Reader reader, Stage stage) {
            Optional<TokenIssuer> issuer = issuer(reader, !stage.place().users());
            List<String> own = List.of("signInPages", "signInMail");
            if (issuer.isPresent()) {
                own.stream()
                        .filter(name -> reader.find(name).isPresent())
                        .forEach(
                                name -> reader.complain(name + " is about Cognito, and with oidcIssuer there is none"));
            }
            return new SignIn(
                    issuer,
                    reader.matching("signInMail", "cognito|domain|address", "cognito, domain or address")
                            .flatMap(MailIdentity::named),
                    reader.matching("signInPages", PAGES, "a list of https addresses, or of http://localhost ones")
                            .map(text -> List.of(text.split("\\s*,\\s*")))
                            .orElse(List.of()));
        }

        private static Optional<TokenIssuer> issuer(Reader reader, boolean needed) {
            Optional<String> keys = reader.findUrl("oidcJwksUri");
            Optional<TokenIssuer.Admins> admins = reader.find("oidcAdminClaim")
                    .map(claim -> new TokenIssuer.Admins(claim, reader.required("oidcAdminValue")));
            if (admins.isEmpty() && reader.find("oidcAdminValue").isPresent()) {
                reader.complain("oidcAdminValue is what the claim oidcAdminClaim has to have, which is not said");
            }
            boolean said = List.of("oidcIssuer", "oidcAudience", "oidcJwksUri", "oidcAdminClaim").stream()
                    .anyMatch(name -> reader.find(name).isPresent());
            if (!needed && !said) {
                return Optional.empty();
            }
            return Optional.of(new TokenIssuer(
                    reader.url("oidcIssuer"), reader.required("oidcAudience"), keys, Optional.empty(), admins));
        }
    }

    /**
     * On what terms is sold.
     *
     * @param platformFee the platform's share of sales in basis points, of stores that have none of their own
     * @param transferHoldDays how long a seller's share is kept back
     * @param disputeAccess whether buyers {@code keep} what a disputed order gave, or it is {@code suspend}ed
     * @param stripeTax {@code off}, or tax by Stripe Tax: {@code exclusive} or {@code inclusive} of the prices
     */
    public record Terms(
            Optional<String> platformFee,
            Optional<String> transferHoldDays,
            Optional<String> disputeAccess,
            Optional<String> stripeTax) {

        private static Terms from(Reader reader) {
            return new Terms(
                    reader.matching(
                            "platformFeeBasisPoints", "[0-9]{1,4}", "a whole number of basis points below 10000"),
                    reader.matching("transferHoldDays", "[0-9]|[1-8][0-9]|90", "a whole number of days from 0 to 90"),
                    reader.matching("disputeAccess", "keep|suspend", "keep or suspend"),
                    reader.matching("stripeTax", "off|exclusive|inclusive", "off, exclusive or inclusive"));
        }
    }

    /**
     * A database that these stacks make.
     *
     * @param engine which one
     * @param proxy whether functions share connections to it by RDS Proxy
     * @param adminSecret the ARN of the admin's login, when it is not in the secret that RDS made with the database: a restored one that has
     *     taken its place has another
     */
    public record DatabaseOptions(Engine engine, boolean proxy, Optional<String> adminSecret) {
        /** A machine of a size that runs all the time, or a cluster that grows, shrinks and can pause. */
        public enum Engine {
            INSTANCE,
            AURORA;

            static Optional<Engine> named(String name) {
                return Arrays.stream(values())
                        .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(name))
                        .findFirst();
            }
        }

        private static DatabaseOptions from(Reader reader) {
            return new DatabaseOptions(
                    reader.parsed("database", "instance", Engine::named, "instance or aurora", Engine.INSTANCE),
                    reader.matching("databaseProxy", "true|false", "true or false")
                            .filter("true"::equals)
                            .isPresent(),
                    reader.matching(
                            "databaseAdminSecret",
                            "arn:[a-z-]+:secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:.+",
                            "the ARN of a secret"));
        }
    }

    /**
     * A name of the owner's.
     *
     * @param certificate the ARN of its certificate in ACM: for the API in the region of the stacks, for the pages in {@code us-east-1}
     */
    public record Domain(String name, String certificate) {}

    /**
     * What comes from outside where a stage has no network of its own: all of it reachable by its functions, none of it worth a secret.
     *
     * @param databaseUrl a JDBC URL; the schema is up to date there
     * @param stripeApiBase whom to call instead of Stripe
     * @param awsEndpoint where functions and browsers reach AWS's services, {@code http://localhost.localstack.cloud:4566}
     */
    public record Outside(
            String databaseUrl,
            String databaseUser,
            String databasePassword,
            Optional<String> stripeApiBase,
            String awsEndpoint) {
        private static Outside from(Reader reader) {
            return new Outside(
                    reader.matchingRequired("databaseUrl", "jdbc:mysql://.+", "a JDBC URL of MySQL's"),
                    reader.required("databaseUser"),
                    reader.required("databasePassword"),
                    reader.findUrl("stripeApiBase"),
                    reader.url("awsEndpoint"));
        }
    }

    /**
     * Reads the context of a CDK app ({@code cdk deploy -c stage=prod -c mailFrom=…}); infra-cdk/README.md lists it all.
     *
     * @param context the value of a name, or null
     * @throws UnusableSettings naming everything that is missing or wrong
     */
    public static Settings from(Function<String, @Nullable Object> context) {
        Reader reader = new Reader(context);
        Stage stage = reader.parsed("stage", "dev", Stage::named, "dev, prod or localstack", Stage.DEV);
        if (!stage.place().networks()) {
            reader.takeAnyUrl();
        }
        SignIn signIn = SignIn.from(reader, stage);
        String mailFrom = reader.required("mailFrom");
        Optional<EmailAddress> address = addressIn(mailFrom);
        if (address.isEmpty() && !mailFrom.isEmpty()) {
            reader.complain("mailFrom is not an e-mail address, alone or as Name <address>");
        }
        Optional<MailIdentity> identity = reader.matching("mailIdentity", "domain|address", "domain or address")
                .flatMap(MailIdentity::named);
        if (identity.isPresent() && !stage.place().mailIdentities()) {
            reader.complain("mailIdentity is not for a stage whose SES takes every sender");
        }
        Optional<String> storefront =
                stage.place().pages() ? reader.findUrl("storefrontUrl") : Optional.of(reader.url("storefrontUrl"));
        Optional<Domain> webDomain = reader.domain("webDomain", "webCertificateArn");
        if (storefront.isPresent() && webDomain.isPresent()) {
            reader.complain(
                    "storefrontUrl is for pages that are served elsewhere, webDomain for ours: one of them is too much");
        }
        reader.matching(
                "webCertificateArn",
                WEB_CERTIFICATE,
                "the ARN of a certificate in us-east-1, where CloudFront looks for it");
        List<String> origins = reader.find("corsOrigins")
                .map(text -> List.of(text.split("\\s*,\\s*")))
                .orElse(List.of());
        Optional<String> quota = reader.matching("sellerQuotaBytes", "[1-9][0-9]{0,17}", "a whole number of bytes");
        Optional<String> limit = reader.matching("downloadLimit", "[1-9][0-9]{0,5}", "a whole number from 1 to 999999");
        MalwareScan scan = reader.parsed(
                "malwareScan",
                stage.place().malwareScans() ? "required" : "off",
                MalwareScan::named,
                "required, best-effort or off",
                MalwareScan.OFF);
        if (scan != MalwareScan.OFF && !stage.place().malwareScans()) {
            reader.complain("malwareScan is for a stage that has GuardDuty");
        }
        Terms terms = Terms.from(reader);
        String stripe = reader.find("stripeSecret").orElse("souk/" + stage.stageName() + "/stripe");
        String revision = reader.matching(
                        "secretsRevision",
                        "[A-Za-z0-9]+(-[A-Za-z0-9]+)*",
                        "letters and digits, with hyphens between them")
                .orElse("1");
        Packaging packaging = reader.parsed(
                "packaging",
                stage.place().snapStart() ? "snapstart" : "jar",
                Packaging::named,
                "snapstart, aot or jar",
                Packaging.SNAPSTART);
        DatabaseOptions database = DatabaseOptions.from(reader);
        Optional<Domain> domain = reader.domain("apiDomain", "apiCertificateArn");
        Optional<Outside> outside = stage.place().networks() ? Optional.empty() : Optional.of(Outside.from(reader));
        reader.finish();
        return new Settings(
                stage,
                signIn,
                mailFrom,
                address.orElseThrow(),
                identity,
                storefront,
                webDomain,
                origins,
                quota,
                limit,
                scan,
                terms,
                stripe,
                revision,
                packaging,
                database,
                domain,
                outside);
    }

    /** What RDS Proxy is called, if there is one. Another with each {@link #secretsRevision}: it knows but one password of an account. */
    public Optional<String> proxyName() {
        return database.proxy() ? Optional.of(stage.nameOf("database-" + secretsRevision)) : Optional.empty();
    }

    private static Optional<EmailAddress> addressIn(String mailFrom) {
        int open = mailFrom.lastIndexOf('<');
        if (open < 0) {
            return EmailAddress.parse(mailFrom);
        }
        return mailFrom.endsWith(">")
                ? EmailAddress.parse(mailFrom.substring(open + 1, mailFrom.length() - 1))
                : Optional.empty();
    }

    /** Reads on after a mistake, so that all of them are told at once. */
    private static final class Reader {
        private final Function<String, @Nullable Object> context;
        private final List<String> complaints = new ArrayList<>();
        private boolean anyUrl;

        Reader(Function<String, @Nullable Object> context) {
            this.context = context;
        }

        Optional<String> matching(String name, String pattern, String expected) {
            Optional<String> text = find(name);
            text.filter(value -> !value.matches(pattern)).ifPresent(_ -> complain(name + " is not " + expected));
            return text;
        }

        String matchingRequired(String name, String pattern, String expected) {
            required(name);
            return matching(name, pattern, expected).orElse("");
        }

        /** From now on, http is as good as https: it does not leave the machine. */
        void takeAnyUrl() {
            anyUrl = true;
        }

        Optional<String> find(String name) {
            return Optional.ofNullable(context.apply(name))
                    .map(value -> value.toString().strip())
                    .filter(text -> !text.isEmpty());
        }

        /** Empty after a complaint. */
        String required(String name) {
            Optional<String> value = find(name);
            if (value.isEmpty()) {
                complain(name + " is missing");
            }
            return value.orElse("");
        }

        /** Nobody's address after a complaint. */
        String url(String name) {
            required(name);
            return findUrl(name).orElse("https://nowhere.invalid");
        }

        Optional<String> findUrl(String name) {
            Optional<String> text = find(name);
            if (text.isPresent() && !isWebAddress(text.get())) {
                complain(name + " is not an absolute " + (anyUrl ? "http or " : "") + "https address");
                return Optional.empty();
            }
            return text;
        }

        <T> T parsed(
                String name, String otherwise, Function<String, Optional<T>> parse, String expected, T afterComplaint) {
            Optional<T> value = parse.apply(find(name).orElse(otherwise));
            if (value.isEmpty()) {
                complain(name + " is not " + expected);
            }
            return value.orElse(afterComplaint);
        }

        Optional<Domain> domain(String named, String certified) {
            Optional<String> name = find(named);
            Optional<String> certificate = find(certified);
            if (name.isPresent() != certificate.isPresent()) {
                complain(named + " and " + certified + " go together, and one of them is missing");
                return Optional.empty();
            }
            return name.flatMap(text -> certificate.map(arn -> new Domain(text, arn)));
        }

        void complain(String complaint) {
            complaints.add(complaint);
        }

        void finish() {
            if (!complaints.isEmpty()) {
                throw new UnusableSettings(complaints);
            }
        }

        private boolean isWebAddress(String text) {
            try {
                URI uri = URI.create(text);
                return uri.getHost() != null
                        && ("https".equals(uri.getScheme()) || (anyUrl && "http".equals(uri.getScheme())));
            } catch (IllegalArgumentException _) {
                return false;
            }
        }
    }
}
