package dev.souk.email.receipt;

import dev.souk.email.Letter;
import dev.souk.email.LetterFact;
import dev.souk.email.LetterLine;
import dev.souk.email.Rendering;
import dev.souk.email.Wording;
import dev.souk.model.Money;
import dev.souk.model.message.EmailMessage.Receipt;
import java.util.ArrayList;
import java.util.List;

/** Writes the receipt of a paid order. */
public final class ReceiptLetter {
    private ReceiptLetter() {}

    /** What the templates show. */
    record View(
            List<LetterLine> lines,
            List<LetterFact> sums,
            String total,
            String link,
            List<String> boughtBefore,
            List<LetterFact> facts) {}

    public static Letter of(Receipt receipt) {
        View view = new View(
                LetterLine.of(receipt.lines()),
                sums(receipt),
                Wording.price(receipt.total()),
                receipt.link().toASCIIString(),
                receipt.boughtBefore().stream().map(Wording::title).toList(),
                List.of(
                        new LetterFact("Order", receipt.order().text()),
                        new LetterFact("Date", Wording.time(receipt.paidAt()))));
        String html = Rendering.html((out, hooks) -> JtepageGenerated.render(out, hooks, view));
        String text = Rendering.text((out, hooks) -> JtetextGenerated.render(out, hooks, view));
        return new Letter(subject(view), html, text);
    }

    /** What stands between the lines and their total. */
    private static List<LetterFact> sums(Receipt receipt) {
        List<LetterFact> sums = new ArrayList<>();
        receipt.discount()
                .filter(discount -> !discount.isFree())
                .ifPresent(discount -> sums.add(new LetterFact("Discount", "−" + discount.display())));
        receipt.tax().map(Money::display).ifPresent(tax -> sums.add(new LetterFact("Tax", tax)));
        return sums;
    }

    private static String subject(View view) {
        return "Your purchase: "
                + Wording.inSubject(
                        view.lines().getFirst().title(), view.lines().size());
    }
}
