package dev.souk.local;

import dev.souk.local.page.Info;
import dev.souk.local.page.LocalPages;
import dev.souk.local.service.Service;
import java.time.Duration;
import java.util.Locale;

/** What a person reads when Souk is ready. */
final class Greeting {
    private Greeting() {}

    static String of(LocalSouk souk, Duration took) {
        Info info = souk.info();
        StringBuilder text = new StringBuilder("\n");
        souk.notices().forEach(notice -> text.append("  ! ").append(notice).append('\n'));
        if (!souk.notices().isEmpty()) {
            text.append('\n');
        }
        line(text, "Shop", info.baseUrl() + "/");
        line(text, "Start here", info.baseUrl() + "/_local/");
        line(text, "Dev page", info.baseUrl() + LocalPages.DEV + "/");
        line(
                text,
                "Mails",
                info.inbox()
                        .map(inbox -> inbox + "")
                        .orElse(info.services().mail().where() + " (yours)"));
        line(text, "API", info.baseUrl() + "/v1/   (contract: api/openapi.yaml)");
        line(text, "Live", info.services().live().where() + "   (WebSocket: docs/live.md)");
        line(text, "Sign-in", described(info.services().issuer()));
        line(text, "Payments", described(info.services().stripe()));
        line(text, "Database", described(info.services().database()));
        line(text, "Queues", described(info.services().queues()));
        line(text, "Files", described(info.services().bucket()));
        info.services().bucket().scannedBy().ifPresent(scanner -> line(text, "Scanner", scanner));
        line(text, "Logs", souk.log().toString());
        text.append('\n');
        if (info.services().issuer().isOurs()) {
            line(text, "Seller", Info.SELLER + " (" + Info.SELLER + "@example.com), any password");
            line(text, "Buyer", Info.BUYER + " (" + Info.BUYER + "@example.com), any password");
            line(text, "Admin", Info.ADMIN + ", any password: reports, takedowns, fees (docs/moderation.md)");
        }
        line(text, "Card", Info.CARD + ", any future date, any CVC; " + Info.DECLINED_CARD + " is declined");
        text.append("\n  Try first: open ")
                .append(info.baseUrl())
                .append("/_local/ and buy something, or run `make demo`.\n");
        if (!info.services().stripe().isOurs()) {
            text.append("  Stripe's webhooks come by: stripe listen --forward-to ")
                    .append(info.baseUrl())
                    .append(LocalSouk.WEBHOOK_PATH)
                    .append(" --forward-connect-to ")
                    .append(info.baseUrl())
                    .append(LocalSouk.ACCOUNTS_WEBHOOK_PATH)
                    .append(" --thin-events '*' --forward-thin-to ")
                    .append(info.baseUrl())
                    .append(LocalSouk.ACCOUNTS_WEBHOOK_PATH)
                    .append('\n');
        }
        return text.append(
                        String.format(Locale.ROOT, "%nReady in %.1f s. Ctrl+C stops it.%n", took.toMillis() / 1000.0))
                .toString();
    }

    private static String described(Service service) {
        return service.where() + (service.isOurs() ? "" : " (yours)");
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append(String.format(Locale.ROOT, "  %-11s %s%n", name, value));
    }
}
