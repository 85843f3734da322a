package dev.souk.embedded.smtp;

import dev.souk.embedded.Ports;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.SMTPServer;

/**
 * SMTP on 127.0.0.1 for every recipient there is, without encryption or passwords. Each mail is kept as a file, between runs
 * too, and can be read as a {@link ReceivedMail}. Safe to use from many threads.
 */
public final class Inbox implements AutoCloseable {
    private static final int MAX_BYTES = 26_214_400;
    private static final int ATTEMPTS = 5;

    private final MailFolder folder;
    private final AtomicInteger refuse = new AtomicInteger();
    private final AtomicInteger refuseAfterKeeping = new AtomicInteger();
    private volatile Set<String> refused = Set.of();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final int port;
    private @Nullable SMTPServer server;

    private Inbox(MailFolder folder, int preferredPort) {
        this.folder = folder;
        this.port = listenSomewhere(preferredPort);
    }

    /** Keeps mails in {@code folder}, listens on the preferred port or the next free one. */
    public static Inbox start(Path folder, int preferredPort) {
        return new Inbox(new MailFolder(folder), preferredPort);
    }

    /** Where a mailer connects, on 127.0.0.1. */
    public int port() {
        return port;
    }

    /** All that came, the oldest first. */
    public List<ReceivedMail> messages() {
        return folder.all();
    }

    /** How many came, without a look into them. */
    public int size() {
        return folder.size();
    }

    /** What came for an address, whatever its case; the oldest first. */
    public List<ReceivedMail> messagesTo(String address) {
        return folder.all().stream().filter(mail -> mail.isTo(address)).toList();
    }

    public Optional<ReceivedMail> message(String id) {
        return folder.find(id);
    }

    /** Deletes all mails and their files. */
    public void clear() {
        folder.clear();
    }

    /** Keeps a mail that came by another way than SMTP; its recipients are those that it names itself. */
    public void keep(String from, byte[] source) {
        keep(from, MailSource.recipients(source), source);
    }

    /** The first mail that fits, one that is there or one that comes within the time; empty when none does. */
    public Optional<ReceivedMail> await(Predicate<ReceivedMail> fits, Duration atMost) {
        long remaining = atMost.toNanos();
        lock.lock();
        try {
            while (true) {
                Optional<ReceivedMail> found =
                        folder.all().stream().filter(fits).findFirst();
                if (found.isPresent() || remaining <= 0) {
                    return found;
                }
                remaining = arrived.awaitNanos(remaining);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    /** The next {@code count} mails are refused at MAIL FROM with 451, as by a server that is too busy; 0 ends it. */
    public void refuseNext(int count) {
        refuse.set(count);
    }

    /** The next {@code count} mails are kept and then answered with 451: the sender cannot know that they arrived. */
    public void refuseNextAfterKeeping(int count) {
        refuseAfterKeeping.set(count);
    }

    /** From now on mails to these are refused at RCPT with 550, as where there is no such mailbox; none ends it. */
    public void refuseAddresses(Collection<String> addresses) {
        refused = addresses.stream()
                .map(address -> address.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** From now on nobody can connect, as when the server is down. */
    public synchronized void stopListening() {
        if (server != null) {
            server.stop();
            server = null;
        }
    }

    /** Ends the outage, on the same port. */
    public synchronized void startListening() {
        if (server == null) {
            server = listen(port);
        }
    }

    public synchronized boolean isListening() {
        return server != null;
    }

    @Override
    public void close() {
        stopListening();
    }

    private synchronized int listenSomewhere(int preferredPort) {
        for (int attempt = 1; ; attempt++) {
            int candidate = Ports.choose(preferredPort);
            try {
                server = listen(candidate);
                return candidate;
            } catch (RuntimeException takenInBetween) {
                if (attempt == ATTEMPTS) {
                    throw takenInBetween;
                }
            }
        }
    }

    private SMTPServer listen(int at) {
        SMTPServer started = SMTPServer.port(at)
                .bindAddress(Ports.loopback())
                .hostName("localhost")
                .softwareName("Souk inbox")
                .executorService(Executors.newVirtualThreadPerTaskExecutor())
                .maxMessageSize(MAX_BYTES)
                .messageHandlerFactory(context -> new Delivery())
                .build();
        started.start();
        return started;
    }

    private void keep(String from, List<String> to, byte[] source) {
        lock.lock();
        try {
            folder.keep(from, to, source);
            arrived.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private static boolean uses(AtomicInteger fault) {
        return fault.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
    }

    /** One mail on its way in. */
    private final class Delivery implements MessageHandler {
        private final List<String> recipients = new ArrayList<>();
        private String sender = "";

        @Override
        public void from(String from) throws RejectException {
            if (uses(refuse)) {
                throw new RejectException(451, "4.3.2 Busy, try again later");
            }
            sender = from;
        }

        @Override
        public void recipient(String recipient) throws RejectException {
            if (refused.contains(recipient.toLowerCase(Locale.ROOT))) {
                throw new RejectException(550, "5.1.1 <" + recipient + "> is nobody here");
            }
            recipients.add(recipient);
        }

        @Override
        public @Nullable String data(InputStream data) throws RejectException, IOException {
            keep(sender, recipients, data.readAllBytes());
            if (uses(refuseAfterKeeping)) {
                throw new RejectException(451, "4.3.0 Something went wrong, try again later");
            }
            return null;
        }

        @Override
        public void done() {
            // Nothing is held open.
        }
    }
}
