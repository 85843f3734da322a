package dev.souk.simulation;

import dev.souk.email.Mail;
import dev.souk.email.MailNotTaken;
import dev.souk.email.MailOutcomeUnknown;
import dev.souk.email.Mailer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/** Where mail goes: how many copies of each there are. */
final class MailRoom implements Mailer {
    private final Supplier<World> worlds;
    private final Map<UUID, Integer> copies = new HashMap<>();
    private final Map<UUID, String> addresses = new HashMap<>();
    private final Set<UUID> needless = new HashSet<>();

    MailRoom(Supplier<World> worlds) {
        this.worlds = worlds;
    }

    @Override
    public void send(Mail mail) {
        World world = worlds.get();
        world.boundary("handing a mail over");
        if (world.strikes(Fault.MAIL_REFUSED, "the mail server refuses")) {
            throw new MailNotTaken("simulated: 421", new IllegalStateException());
        }
        if (world.strikes(Fault.MAIL_LOST, "the mail server does not answer, and has nothing")) {
            throw new MailOutcomeUnknown("simulated: no answer", new IllegalStateException());
        }
        copies.merge(mail.id(), 1, Integer::sum);
        addresses.put(mail.id(), mail.to().value());
        if (world.isMarkedSent(mail.id())) {
            needless.add(mail.id());
        }
        if (world.strikes(Fault.MAIL_UNHEARD, "the mail server has it, and its answer is lost")) {
            throw new MailOutcomeUnknown("simulated: no answer", new IllegalStateException());
        }
        world.boundary("a mail was handed over");
    }

    void clear() {
        copies.clear();
        addresses.clear();
        needless.clear();
    }

    int copiesOf(UUID message) {
        return copies.getOrDefault(message, 0);
    }

    String addressOf(UUID message) {
        return addresses.getOrDefault(message, "");
    }

    /** Those that were sent again although it was written down that they had been sent. */
    Set<UUID> needless() {
        return Set.copyOf(needless);
    }
}
