package dev.souk.local.service;

import dev.souk.embedded.smtp.Inbox;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where mails go: an inbox of ours that delivers nothing, or the server at {@code SMTP_URL}, or SES with {@code MAIL_TRANSPORT=ses}. */
public final class MailService implements Service {
    private static final String FROM = "Souk <souk@example.com>";

    private final Map<String, String> variables;
    private final @Nullable Inbox inbox;

    private MailService(Map<String, String> variables, @Nullable Inbox inbox) {
        this.variables = Map.copyOf(variables);
        this.inbox = inbox;
    }

    public static MailService start(Setting setting) {
        Map<String, String> variables = new HashMap<>();
        variables.put("MAIL_FROM", setting.environment().find("MAIL_FROM").orElse(FROM));
        variables.put(
                "MAIL_TRANSPORT", setting.environment().find("MAIL_TRANSPORT").orElse("smtp"));
        setting.environment()
                .find("SES_CONFIGURATION_SET")
                .ifPresent(name -> variables.put("SES_CONFIGURATION_SET", name));
        if (setting.isSet("SMTP_URL")) {
            variables.put("SMTP_URL", setting.environment().get("SMTP_URL"));
            return new MailService(variables, null);
        }
        if (!"smtp".equals(variables.get("MAIL_TRANSPORT"))) {
            return new MailService(variables, null);
        }
        Inbox inbox = Inbox.start(setting.home().folder().resolve("mail"), setting.preferredPort(Port.MAIL));
        setting.listensAt(Port.MAIL, inbox.port());
        variables.put("SMTP_URL", "smtp://127.0.0.1:" + inbox.port());
        return new MailService(variables, inbox);
    }

    /** The inbox, when the server is ours. */
    public @Nullable Inbox inbox() {
        return inbox;
    }

    @Override
    public Map<String, String> variables() {
        return variables;
    }

    /** Without what may be a password. */
    @Override
    public String where() {
        String url = variables.getOrDefault("SMTP_URL", "SES");
        return url.replaceFirst("//[^/@]*@", "//");
    }

    @Override
    public boolean isOurs() {
        return inbox != null;
    }

    @Override
    public void close() {
        if (inbox != null) {
            inbox.close();
        }
    }
}
