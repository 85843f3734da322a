package dev.souk.local.page.dev;

import dev.souk.embedded.smtp.Inbox;
import dev.souk.embedded.smtp.ReceivedMail;
import dev.souk.local.service.MailService;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The latest mails, newest first: {@code GET mails}. The inbox has a page of its own to read them. */
final class MailPanel implements Watched {
    private static final int SHOWN = 20;

    private final MailService service;

    MailPanel(MailService service) {
        this.service = service;
    }

    @Override
    public String name() {
        return "mails";
    }

    @Override
    public JsonNode now() {
        ObjectNode now = Replies.object().put("ours", service.isOurs()).put("where", service.where());
        Inbox inbox = service.inbox();
        if (inbox == null) {
            return now;
        }
        List<ReceivedMail> all = inbox.messages();
        now.put("total", all.size()).put("listening", inbox.isListening());
        ArrayNode mails = now.putArray("mails");
        for (ReceivedMail mail : all.reversed().stream().limit(SHOWN).toList()) {
            mails.addObject()
                    .put("id", mail.id())
                    .put("to", String.join(", ", mail.to()))
                    .put("subject", mail.subject())
                    .put("received_at", mail.receivedAt().toString());
        }
        return now;
    }
}
