package dev.souk.local.page;

import dev.souk.local.service.Service;
import java.util.LinkedHashMap;
import java.util.Map;

/** The page a person opens first: the template with what is known about this run. */
final class StartPage {
    private StartPage() {}

    static String of(Info info, String template) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("base_url", info.baseUrl().toString());
        values.put("seller", Info.SELLER);
        values.put("buyer", Info.BUYER);
        values.put("card", Info.CARD);
        values.put("declined_card", Info.DECLINED_CARD);
        values.put("issuer", info.services().issuer().where());
        values.put("mails", info.inbox().map(Object::toString).orElse(""));
        values.put("stripe", info.services().stripe().where());
        put(values, "issuer", info.services().issuer());
        put(values, "mail", info.services().mail());
        put(values, "stripe", info.services().stripe());
        put(values, "database", info.services().database());
        put(values, "queues", info.services().queues());
        put(values, "bucket", info.services().bucket());
        String page = template;
        for (Map.Entry<String, String> value : values.entrySet()) {
            page = page.replace("{{" + value.getKey() + "}}", escaped(value.getValue()));
        }
        return page;
    }

    /** Where it is, whose it is, and {@code hidden} for what makes sense with ours alone. */
    private static void put(Map<String, String> values, String name, Service service) {
        values.put(name + "_where", service.where());
        values.put(name + "_whose", service.isOurs() ? "started here" : "yours");
        values.put(name + "_hidden", service.isOurs() ? "" : "hidden");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
