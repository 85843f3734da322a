package dev.souk.users;

import com.stripe.StripeClient;
import com.stripe.exception.ApiConnectionException;
import com.stripe.exception.AuthenticationException;
import com.stripe.exception.IdempotencyException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.RateLimitException;
import com.stripe.exception.StripeException;
import com.stripe.model.v2.core.Account;
import com.stripe.model.v2.core.AccountLink;
import com.stripe.net.RequestOptions;
import com.stripe.param.v2.core.AccountCreateParams;
import com.stripe.param.v2.core.AccountCreateParams.Configuration;
import com.stripe.param.v2.core.AccountCreateParams.Configuration.Recipient;
import com.stripe.param.v2.core.AccountCreateParams.Configuration.Recipient.Capabilities;
import com.stripe.param.v2.core.AccountCreateParams.Configuration.Recipient.Capabilities.StripeBalance;
import com.stripe.param.v2.core.AccountCreateParams.Defaults.Responsibilities;
import com.stripe.param.v2.core.AccountLinkCreateParams;
import com.stripe.param.v2.core.AccountLinkCreateParams.UseCase;
import com.stripe.param.v2.core.AccountListParams;
import com.stripe.param.v2.core.AccountRetrieveParams;
import dev.souk.model.StoreId;
import dev.souk.users.PayoutAccount.Application;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Accounts v2 of Stripe, as recipients of transfers. Made when first needed: it brings much of Stripe's library with it. */
final class StripeSellerAccounts implements SellerAccounts {
    private static final int CONNECT_MILLIS = 3_000;
    private static final long PAGE = 20;
    private static final String STORE = "store";

    private final StripeClient stripe;

    StripeSellerAccounts(StripeAccess access) {
        StripeClient.StripeClientBuilder builder = StripeClient.builder()
                .setApiKey(access.key().reveal())
                .setConnectTimeout(CONNECT_MILLIS)
                .setReadTimeout(Math.toIntExact(access.patience().toMillis()))
                .setMaxNetworkRetries(0);
        access.apiBase().ifPresent(base -> builder.setApiBase(base.toString()));
        this.stripe = builder.build();
    }

    @Override
    public Opening open(Application application) {
        try {
            Account opened = stripe.v2()
                    .core()
                    .accounts()
                    .create(
                            params(application),
                            RequestOptions.builder()
                                    .setIdempotencyKey(application.key())
                                    .build());
            return new Opening.Opened(opened.getId());
        } catch (RateLimitException | ApiConnectionException _) {
            return new Opening.Unanswered();
        } catch (IdempotencyException e) {
            // In use by another request of ours just now; or remembered with other parameters, which should not be.
            return "idempotency_key_in_use".equals(e.getCode()) ? new Opening.Unanswered() : new Opening.Failed();
        } catch (AuthenticationException e) {
            throw new IllegalStateException("Stripe does not take our key", e);
        } catch (InvalidRequestException _) {
            return new Opening.Refused();
        } catch (StripeException _) {
            return new Opening.Failed();
        }
    }

    /** Stripe cannot search by what we wrote on an account, so all are read. That is done where a key is no longer known, and only there. */
    @Override
    public Optional<String> find(StoreId store) {
        try {
            AccountListParams params = AccountListParams.builder()
                    .setLimit(PAGE)
                    .addAppliedConfiguration(AccountListParams.AppliedConfiguration.RECIPIENT)
                    .build();
            for (Account account : stripe.v2().core().accounts().list(params).autoPagingIterable()) {
                if (store.text().equals(metadata(account).get(STORE))) {
                    return Optional.of(account.getId());
                }
            }
            return Optional.empty();
        } catch (StripeException e) {
            throw unavailable(e);
        } catch (RuntimeException e) {
            // Further pages fail so.
            throw new AccountsUnavailable("the accounts could not be read to the end", e);
        }
    }

    @Override
    public Optional<AccountState> look(String account) {
        try {
            Account found = stripe.v2()
                    .core()
                    .accounts()
                    .retrieve(
                            account,
                            AccountRetrieveParams.builder()
                                    .addInclude(AccountRetrieveParams.Include.CONFIGURATION__RECIPIENT)
                                    .addInclude(AccountRetrieveParams.Include.REQUIREMENTS)
                                    .build());
            return Optional.of(state(found));
        } catch (InvalidRequestException e) {
            if (Integer.valueOf(404).equals(e.getStatusCode())) {
                return Optional.empty();
            }
            throw unavailable(e);
        } catch (StripeException e) {
            throw unavailable(e);
        }
    }

    @Override
    public Link onboarding(String account, URI back, URI again) {
        try {
            AccountLink link = stripe.v2()
                    .core()
                    .accountLinks()
                    .create(AccountLinkCreateParams.builder()
                            .setAccount(account)
                            .setUseCase(UseCase.builder()
                                    .setType(UseCase.Type.ACCOUNT_ONBOARDING)
                                    .setAccountOnboarding(UseCase.AccountOnboarding.builder()
                                            .addConfiguration(UseCase.AccountOnboarding.Configuration.RECIPIENT)
                                            .setReturnUrl(back.toString())
                                            .setRefreshUrl(again.toString())
                                            .build())
                                    .build())
                            .build());
            return new Link(URI.create(link.getUrl()), link.getExpiresAt());
        } catch (StripeException e) {
            throw unavailable(e);
        }
    }

    private static AccountsUnavailable unavailable(StripeException e) {
        return new AccountsUnavailable("Stripe answered " + e.getStatusCode() + " to request " + e.getRequestId(), e);
    }

    /** The platform takes its fee from what it transfers, and answers for what a seller cannot pay back. */
    private static AccountCreateParams params(Application application) {
        return AccountCreateParams.builder()
                .setDisplayName(application.name())
                .setContactEmail(application.contact().value())
                .setDashboard(AccountCreateParams.Dashboard.EXPRESS)
                .setIdentity(AccountCreateParams.Identity.builder()
                        .setCountry(application.country())
                        .build())
                .setConfiguration(Configuration.builder()
                        .setRecipient(Recipient.builder()
                                .setCapabilities(Capabilities.builder()
                                        .setStripeBalance(StripeBalance.builder()
                                                .setStripeTransfers(StripeBalance.StripeTransfers.builder()
                                                        .setRequested(true)
                                                        .build())
                                                .build())
                                        .build())
                                .build())
                        .build())
                .setDefaults(AccountCreateParams.Defaults.builder()
                        .setResponsibilities(Responsibilities.builder()
                                .setFeesCollector(Responsibilities.FeesCollector.APPLICATION)
                                .setLossesCollector(Responsibilities.LossesCollector.APPLICATION)
                                .build())
                        .build())
                .putMetadata(STORE, application.store().text())
                .build();
    }

    private static AccountState state(Account account) {
        return new AccountState(
                account.getId(),
                Optional.ofNullable(metadata(account).get(STORE)).flatMap(StoreId::parse),
                Boolean.TRUE.equals(account.getClosed()) ? Transfers.RESTRICTED : transfers(account),
                requirements(account));
    }

    /** What Stripe may come to say beside these three is not a promise that money arrives. */
    private static Transfers transfers(Account account) {
        String status = Optional.ofNullable(account.getConfiguration())
                .map(Account.Configuration::getRecipient)
                .map(Account.Configuration.Recipient::getCapabilities)
                .map(Account.Configuration.Recipient.Capabilities::getStripeBalance)
                .map(Account.Configuration.Recipient.Capabilities.StripeBalance::getStripeTransfers)
                .map(Account.Configuration.Recipient.Capabilities.StripeBalance.StripeTransfers::getStatus)
                .orElse("restricted");
        return switch (status) {
            case "active" -> Transfers.ACTIVE;
            case "pending" -> Transfers.PENDING;
            default -> Transfers.RESTRICTED;
        };
    }

    private static List<Requirement> requirements(Account account) {
        return Optional.ofNullable(account.getRequirements())
                .map(Account.Requirements::getEntries)
                .orElse(List.of())
                .stream()
                .filter(entry -> !"stripe".equals(entry.getAwaitingActionFrom()))
                .map(entry -> new Requirement(
                        Objects.requireNonNullElse(entry.getDescription(), ""), deadline(entry.getMinimumDeadline())))
                .distinct()
                .toList();
    }

    private static String deadline(Account.Requirements.Entry.@Nullable MinimumDeadline deadline) {
        String status = deadline == null ? "" : Objects.requireNonNullElse(deadline.getStatus(), "");
        return status.equals("past_due") || status.equals("eventually_due") ? status : "currently_due";
    }

    private static Map<String, String> metadata(Account account) {
        return Objects.requireNonNullElse(account.getMetadata(), Map.of());
    }
}
