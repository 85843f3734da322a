package dev.souk.stripe.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.StripeClient;
import com.stripe.exception.IdempotencyException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.v2.core.Account;
import com.stripe.model.v2.core.AccountLink;
import com.stripe.model.v2.core.EventNotification;
import com.stripe.param.v2.core.AccountCreateParams;
import com.stripe.param.v2.core.AccountLinkCreateParams;
import com.stripe.param.v2.core.AccountLinkCreateParams.UseCase;
import com.stripe.param.v2.core.AccountListParams;
import com.stripe.param.v2.core.AccountRetrieveParams;
import dev.souk.stripe.standin.account.ConnectedAccount;
import dev.souk.stripe.standin.account.OnboardingForm;
import dev.souk.stripe.standin.account.TransfersStatus;
import dev.souk.stripe.standin.control.EventLog;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountsTest {
    private final WebhookSink accounts = new WebhookSink();
    private final Shop shop = Shop.open();

    AccountsTest() {
        shop.standIn.deliverAccountsTo(accounts.url());
    }

    @AfterEach
    void close() {
        shop.close();
        accounts.close();
    }

    @Test
    void a_new_account_cannot_receive_money_and_says_what_is_wanted() throws StripeException {
        Account account = open("sto_1");
        assertThat(account.getId()).startsWith("acct_");
        assertThat(account.getMetadata()).containsEntry("store", "sto_1");
        assertThat(account.getIdentity().getCountry()).isEqualTo("DE");
        assertThat(status(account)).isEqualTo("restricted");
        assertThat(account.getRequirements().getEntries())
                .extracting(Account.Requirements.Entry::getDescription)
                .contains("individual.legal_name");
        assertThat(canReceive(account)).isFalse();
    }

    @Test
    void only_what_is_asked_for_is_shown() throws StripeException {
        String id = open("sto_1").getId();
        Account bare = shop.stripe.v2().core().accounts().retrieve(id);
        assertThat(bare.getConfiguration()).isNull();
        assertThat(bare.getRequirements()).isNull();
        assertThat(bare.getMetadata()).containsEntry("store", "sto_1");
        assertThat(shop.api("GET", "/v2/core/accounts/" + id + "?include=everything", "")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void a_key_opens_one_account_and_takes_no_other_parameters() throws StripeException {
        Account first = shop.stripe.v2().core().accounts().create(params("sto_1", "DE"), Shop.key("k"));
        Account again = shop.stripe.v2().core().accounts().create(params("sto_1", "DE"), Shop.key("k"));
        assertThat(again.getId()).isEqualTo(first.getId());
        assertThatThrownBy(() -> shop.stripe.v2().core().accounts().create(params("sto_1", "FR"), Shop.key("k")))
                .isInstanceOf(IdempotencyException.class);
        assertThat(shop.standIn.accounts()).hasSize(1);
    }

    @Test
    void accounts_are_listed_page_by_page() throws StripeException {
        List<String> opened = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            opened.addFirst(open("sto_" + i).getId());
        }
        List<String> listed = new ArrayList<>();
        shop.stripe
                .v2()
                .core()
                .accounts()
                .list(AccountListParams.builder()
                        .setLimit(2L)
                        .addAppliedConfiguration(AccountListParams.AppliedConfiguration.RECIPIENT)
                        .build())
                .autoPagingIterable()
                .forEach(account -> listed.add(account.getId()));
        assertThat(listed).isEqualTo(opened);
    }

    @Test
    void a_seller_fills_in_the_page_and_comes_back_able_to_receive() throws StripeException {
        Account account = open("sto_1");
        String url = link(account.getId()).getUrl();
        assertThat(shop.get(url).body()).contains("Full legal name").contains(account.getId());

        HttpResponse<String> wrong = shop.submit(url, Map.of("legal_name", "", "account_number", "1"));
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("Enter your full legal name.");

        HttpResponse<String> done =
                shop.submit(url, Map.of("legal_name", "Ada", "account_number", OnboardingForm.ACCEPTED));
        assertThat(done.statusCode()).isEqualTo(303);
        assertThat(done.headers().firstValue("Location")).contains("https://shop.example/back");
        assertThat(status(again(account))).isEqualTo("active");
        assertThat(again(account).getRequirements().getEntries()).isEmpty();
        assertThat(canReceive(account)).isTrue();
    }

    @Test
    void a_seller_who_comes_back_unfinished_still_cannot_receive() throws StripeException {
        Account account = open("sto_1");
        HttpResponse<String> back = shop.submit(link(account.getId()).getUrl(), Map.of("later", "1"));
        assertThat(back.headers().firstValue("Location")).contains("https://shop.example/back");
        assertThat(status(again(account))).isEqualTo("restricted");
    }

    @Test
    void a_link_that_was_used_or_is_old_leads_to_where_a_new_one_is_made() throws StripeException {
        Account account = open("sto_1");
        String used = link(account.getId()).getUrl();
        shop.submit(used, Map.of("later", "1"));
        String old = link(account.getId()).getUrl();
        shop.standIn.advance(Duration.ofMinutes(10));
        assertThat(List.of(shop.get(used), shop.get(old)))
                .allSatisfy(answer ->
                        assertThat(answer.headers().firstValue("Location")).contains("https://shop.example/again"));
        assertThat(shop.get(shop.standIn.baseUrl() + "/setup/nothing").statusCode())
                .isEqualTo(404);
    }

    @Test
    void details_that_are_checked_first_stay_pending_until_a_lever_decides() throws StripeException {
        Account account = open("sto_1");
        shop.submit(
                link(account.getId()).getUrl(),
                Map.of("legal_name", "Ada", "account_number", OnboardingForm.CHECKED_FIRST));
        assertThat(status(again(account))).isEqualTo("pending");
        assertThat(shop.lever("POST", "/accounts/" + account.getId() + "/transfers", "{\"status\": \"active\"}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(status(again(account))).isEqualTo("active");
        assertThat(shop.lever("GET", "/accounts", "").body()).contains(account.getId());
        assertThat(shop.lever("POST", "/accounts/acct_none/transfers", "{\"status\": \"active\"}")
                        .statusCode())
                .isEqualTo(404);
        assertThat(shop.lever("POST", "/accounts/" + account.getId() + "/transfers", "{\"status\": \"odd\"}")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void thin_events_go_signed_to_the_endpoint_for_accounts_and_nowhere_else() throws StripeException {
        Account account = open("sto_1");
        shop.standIn.fillInAccount(account.getId(), OnboardingForm.accepted());
        WebhookSink.Received told = accounts.next("v2.core.account[configuration.recipient].capability_status_updated");
        EventNotification notification = client().parseEventNotification(
                        told.payload(), told.signature(), shop.standIn.accountsWebhookSecret(), 1_000_000_000L);
        assertThat(told.payload())
                .contains("/v2/core/accounts/" + account.getId())
                .doesNotContain("\"data\"");
        assertThat(shop.api("GET", "/v2/core/events/" + notification.id, "").body())
                .contains("stripe_balance.stripe_transfers");
        Eventually.until(() -> shop.standIn.events().stream().allMatch(EventLog::delivered));
        assertThat(shop.sink.drain()).isEmpty();
        assertThat(shop.api("GET", "/v1/events", "").body()).doesNotContain("v2.core");
    }

    @Test
    void a_failed_payout_is_told_with_the_account_that_it_happened_to() throws StripeException {
        Account account = open("sto_1");
        assertThat(shop.standIn.payOut(account.getId(), 1250, "eur", "account_closed"))
                .isTrue();
        assertThat(accounts.next("payout.failed").payload())
                .contains("\"account\": \"" + account.getId() + "\"")
                .contains("account_closed")
                .contains("\"api_version\"");
    }

    @Test
    void a_payment_is_not_told_to_the_endpoint_for_accounts() throws StripeException {
        shop.standIn.pay(shop.session().getId(), dev.souk.stripe.standin.payment.PaymentForm.card("4242424242424242"));
        shop.sink.next("checkout.session.completed");
        Eventually.until(() -> shop.standIn.events().stream().allMatch(EventLog::delivered));
        assertThat(accounts.drain()).isEmpty();
    }

    @Test
    void accounts_outlive_a_restart(@TempDir Path folder) throws StripeException {
        Options kept = Options.inMemory().withRequestsPerSecond(0).withFolder(folder);
        String id;
        try (Shop before = Shop.open(kept)) {
            id = before.stripe
                    .v2()
                    .core()
                    .accounts()
                    .create(params("sto_1", "DE"))
                    .getId();
            before.standIn.setTransfers(id, TransfersStatus.RESTRICTED, "individual.id_number");
        }
        try (Shop after = Shop.open(kept)) {
            assertThat(after.standIn.accounts())
                    .extracting(ConnectedAccount::id)
                    .containsExactly(id);
            assertThat(after.standIn.accounts().getFirst().requirements())
                    .extracting(wanted -> wanted.description())
                    .containsExactly("individual.id_number");
        }
    }

    @Test
    void what_is_wrong_is_said_and_opens_nothing() {
        assertThatThrownBy(() -> shop.stripe.v2().core().accounts().create(params("sto_1", "XX")))
                .isInstanceOf(InvalidRequestException.class);
        assertThatThrownBy(() -> shop.stripe.v2().core().accounts().retrieve("acct_none"))
                .isInstanceOf(InvalidRequestException.class);
        assertThatThrownBy(() -> link("acct_none")).isInstanceOf(InvalidRequestException.class);
        assertThat(shop.api("POST", "/v2/core/accounts", "[]").statusCode()).isEqualTo(400);
        assertThat(shop.api("POST", "/v2/core/accounts", "{\"identity\": {\"country\": \"DE\"}}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(shop.standIn.accounts()).isEmpty();
    }

    private StripeClient client() {
        return shop.stripe;
    }

    private boolean canReceive(Account account) {
        return shop.standIn.accounts().stream()
                .anyMatch(each -> each.id().equals(account.getId()) && each.transfers() == TransfersStatus.ACTIVE);
    }

    private Account open(String store) throws StripeException {
        return openAt(shop, store);
    }

    static Account openAt(Shop shop, String store) throws StripeException {
        return shop.stripe.v2().core().accounts().create(params(store, "DE"));
    }

    private Account again(Account account) throws StripeException {
        return shop.stripe
                .v2()
                .core()
                .accounts()
                .retrieve(
                        account.getId(),
                        AccountRetrieveParams.builder()
                                .addInclude(AccountRetrieveParams.Include.CONFIGURATION__RECIPIENT)
                                .addInclude(AccountRetrieveParams.Include.REQUIREMENTS)
                                .build());
    }

    private AccountLink link(String account) throws StripeException {
        return shop.stripe
                .v2()
                .core()
                .accountLinks()
                .create(AccountLinkCreateParams.builder()
                        .setAccount(account)
                        .setUseCase(UseCase.builder()
                                .setType(UseCase.Type.ACCOUNT_ONBOARDING)
                                .setAccountOnboarding(UseCase.AccountOnboarding.builder()
                                        .addConfiguration(UseCase.AccountOnboarding.Configuration.RECIPIENT)
                                        .setReturnUrl("https://shop.example/back")
                                        .setRefreshUrl("https://shop.example/again")
                                        .build())
                                .build())
                        .build());
    }

    private static String status(Account account) {
        return account.getConfiguration()
                .getRecipient()
                .getCapabilities()
                .getStripeBalance()
                .getStripeTransfers()
                .getStatus();
    }

    private static AccountCreateParams params(String store, String country) {
        return AccountCreateParams.builder()
                .setDisplayName("Field recordings")
                .setContactEmail("seller@example.com")
                .setDashboard(AccountCreateParams.Dashboard.EXPRESS)
                .setIdentity(AccountCreateParams.Identity.builder()
                        .setCountry(country)
                        .build())
                .setConfiguration(AccountCreateParams.Configuration.builder()
                        .setRecipient(AccountCreateParams.Configuration.Recipient.builder()
                                .setCapabilities(AccountCreateParams.Configuration.Recipient.Capabilities.builder()
                                        .setStripeBalance(
                                                AccountCreateParams.Configuration.Recipient.Capabilities.StripeBalance
                                                        .builder()
                                                        .setStripeTransfers(AccountCreateParams.Configuration.Recipient
                                                                .Capabilities.StripeBalance.StripeTransfers.builder()
                                                                .setRequested(true)
                                                                .build())
                                                        .build())
                                        .build())
                                .build())
                        .build())
                .setDefaults(AccountCreateParams.Defaults.builder()
                        .setResponsibilities(AccountCreateParams.Defaults.Responsibilities.builder()
                                .setFeesCollector(
                                        AccountCreateParams.Defaults.Responsibilities.FeesCollector.APPLICATION)
                                .setLossesCollector(
                                        AccountCreateParams.Defaults.Responsibilities.LossesCollector.APPLICATION)
                                .build())
                        .build())
                .putMetadata("store", store)
                .addInclude(AccountCreateParams.Include.CONFIGURATION__RECIPIENT)
                .addInclude(AccountCreateParams.Include.IDENTITY)
                .addInclude(AccountCreateParams.Include.REQUIREMENTS)
                .build();
    }
}
