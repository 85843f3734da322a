package dev.souk.email.ready;

import dev.souk.email.Letter;
import dev.souk.email.LetterFact;
import dev.souk.email.Rendering;
import dev.souk.model.message.EmailMessage.OrderReady;
import java.util.List;

/** Writes to a buyer whose order can be paid by now. */
public final class OrderReadyLetter {
    private OrderReadyLetter() {}

    /** What the templates show. */
    record View(String total, String link, List<LetterFact> facts) {}

    public static Letter of(OrderReady ready) {
        View view = new View(
                ready.total().display(),
                ready.link().toASCIIString(),
                List.of(
                        new LetterFact("Order", ready.order().text()),
                        new LetterFact("To pay", ready.total().display())));
        String html = Rendering.html((out, hooks) -> JtepageGenerated.render(out, hooks, view));
        String text = Rendering.text((out, hooks) -> JtetextGenerated.render(out, hooks, view));
        return new Letter("Your order can be paid now: " + view.total(), html, text);
    }
}
