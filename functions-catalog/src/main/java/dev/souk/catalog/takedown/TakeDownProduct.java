package dev.souk.catalog.takedown;

import dev.souk.catalog.Listings;
import dev.souk.catalog.Product;
import dev.souk.catalog.ProductFiles;
import dev.souk.catalog.Products;
import dev.souk.catalog.SellerStores;
import dev.souk.lambda.audit.AuditLog;
import dev.souk.lambda.db.Database;
import dev.souk.lambda.db.Sql;
import dev.souk.lambda.id.IdSource;
import dev.souk.lambda.member.Seller;
import dev.souk.lambda.outbox.Outbox;
import dev.souk.lambda.takedown.Takedown;
import dev.souk.lambda.takedown.TakedownLetters;
import dev.souk.lambda.takedown.TakedownOutcome;
import dev.souk.lambda.takedown.Takedowns;
import dev.souk.model.ProductId;
import dev.souk.model.TakedownId;
import dev.souk.model.UserId;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes products off the platform's pages, and puts them back. Who has bought one keeps it, and who has an order for it can pay that. */
public final class TakeDownProduct {
    private final Database database;
    private final String table;
    private final AuditLog audit;
    private final Outbox outbox;
    private final IdSource ids;
    private final Clock clock;

    /** @param table of the takedowns */
    public TakeDownProduct(Database database, String table, AuditLog audit, Outbox outbox, IdSource ids, Clock clock) {
        this.database = database;
        this.table = table;
        this.audit = audit;
        this.outbox = outbox;
        this.ids = ids;
        this.clock = clock;
    }

    /** Empty when there is no such product. */
    public Optional<TakedownOutcome> takeDown(UserId admin, ProductId id, Takedown.Wish wish) {
        TakedownId next = new TakedownId(ids.next());
        return acting(admin, id, (tx, product, now) -> {
            TakedownOutcome outcome = new Takedowns(tx, table)
                    .begin(next, id, product.store().id(), wish.violation(), wish.explanation(), now);
            if (outcome instanceof TakedownOutcome.Done && Products.in(tx).takeDown(id, now)) {
                Listings.in(tx).refresh(id);
            }
            return outcome;
        });
    }

    /** Empty when there is no such product. */
    public Optional<TakedownOutcome> decide(UserId admin, ProductId id, Takedown.Decision decision) {
        return acting(admin, id, (tx, product, now) -> {
            TakedownOutcome outcome = new Takedowns(tx, table).decide(id, decision.state(), decision.note(), now);
            if (outcome instanceof TakedownOutcome.Done(Takedown takedown)
                    && takedown.state() == Takedown.State.REINSTATED
                    && Products.in(tx).putBack(id, now)) {
                Listings.in(tx).refresh(id);
            }
            return outcome;
        });
    }

    /** What somebody of its store says about it. */
    public TakedownOutcome appeal(Seller seller, ProductId id, String text) {
        return database.transaction(tx -> {
            ProductFiles.in(tx).lock(id);
            TakedownOutcome outcome = new Takedowns(tx, table).appeal(seller, id, text, clock.instant());
            if (outcome instanceof TakedownOutcome.Done(Takedown takedown)) {
                audit.write(tx, takedown.store(), seller.id(), "takedown.appealed", id.text(), "");
            }
            return outcome;
        });
    }

    private interface Act {
        TakedownOutcome on(Sql tx, Product product, Instant now);
    }

    /** What was done is in the log, and told by e-mail, once. */
    private Optional<TakedownOutcome> acting(UserId admin, ProductId id, Act act) {
        List<Outbox.Entry> letters = new ArrayList<>();
        Optional<TakedownOutcome> outcome = database.transaction(tx -> {
            letters.clear();
            ProductFiles.in(tx).lock(id);
            Optional<Product> product = Products.in(tx).find(id);
            Optional<TakedownOutcome> done = product.map(found -> act.on(tx, found, clock.instant()));
            if (done.isPresent() && done.get() instanceof TakedownOutcome.Done(Takedown takedown)) {
                audit.write(
                        tx,
                        takedown.store(),
                        admin,
                        act(takedown),
                        id.text(),
                        takedown.violation().text());
                SellerStores.in(tx)
                        .contact(takedown.store())
                        .map(contact -> TakedownLetters.of(
                                ids,
                                takedown,
                                new TakedownLetters.Reader(
                                        contact.email(),
                                        contact.name(),
                                        Optional.of(product.get().title()))))
                        .map(letter -> outbox.put(tx, letter.queue(), letter.id(), letter.body()))
                        .ifPresent(letters::add);
            }
            return done;
        });
        outbox.send(letters);
        return outcome;
    }

    private static String act(Takedown takedown) {
        return switch (takedown.state()) {
            case STANDING, APPEALED -> "platform.product_taken_down";
            case UPHELD -> "platform.product_takedown_upheld";
            case REINSTATED -> "platform.product_reinstated";
        };
    }
}
