package dev.souk.stripe.standin.payment;

import dev.souk.stripe.standin.store.Ids;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks a buyer's form as Checkout does: e-mail, Luhn, a date that is not past, the length of the security code. */
final class FormCheck {
    private static final Pattern EMAIL = Pattern.compile("[^@\\s]{1,64}@[^@\\s.]+(\\.[^@\\s.]+)+");
    private static final Pattern EXPIRY = Pattern.compile("(\\d{1,2})\\s*/?\\s*(\\d{2}|\\d{4})");

    private FormCheck() {}

    static CheckedForm check(PaymentForm form, List<PaymentMethod> allowed, Instant now, Ids ids) {
        Map<String, String> wrong = new LinkedHashMap<>();
        if (!isEmail(form.email())) {
            wrong.put(
                    "email", form.email().isEmpty() ? "Enter your e-mail address." : "This is not an e-mail address.");
        }
        if (form.name().length() > 200) {
            wrong.put("name", "This name is too long.");
        }
        Payer payer = new Payer(form.email(), form.name().isEmpty() ? null : form.name());
        PaymentMethod method = form.isBankDebit() ? PaymentMethod.BANK_DEBIT : PaymentMethod.CARD;
        if (!allowed.contains(method)) {
            wrong.put("payment_method", "This way to pay is not offered.");
        }
        CheckedForm checked =
                method == PaymentMethod.CARD ? card(form, payer, now, ids, wrong) : debit(form, payer, ids, wrong);
        return wrong.isEmpty() && checked != null ? checked : new CheckedForm.Wrong(wrong);
    }

    static boolean isEmail(String text) {
        return text.length() <= 254 && EMAIL.matcher(text).matches();
    }

    private static @Nullable CheckedForm card(
            PaymentForm form, Payer payer, Instant now, Ids ids, Map<String, String> wrong) {
        String digits = form.cardNumber().replaceAll("[\\s-]", "");
        if (!digits.matches("\\d{12,19}")) {
            wrong.put("card_number", digits.isEmpty() ? "Enter a card number." : "Your card number is incomplete.");
        } else if (!luhn(digits)) {
            wrong.put("card_number", "Your card number is invalid.");
        }
        YearMonth expiry = expiry(form.expiry());
        if (expiry == null) {
            wrong.put("exp", "Your card's expiration date is incomplete.");
        } else if (expiry.isBefore(YearMonth.from(now.atOffset(ZoneOffset.UTC)))) {
            wrong.put("exp", "Your card's expiration date is in the past.");
        }
        boolean amex = digits.startsWith("34") || digits.startsWith("37");
        if (!form.cvc().matches(amex ? "\\d{4}" : "\\d{3}")) {
            wrong.put("cvc", "Your card's security code is incomplete.");
        }
        if (!wrong.isEmpty() || expiry == null) {
            return null;
        }
        Optional<TestCard> card = TestCard.of(digits);
        MethodUsed used = new MethodUsed(
                ids.next("pm_1", 23),
                PaymentMethod.CARD,
                card.map(TestCard::brand).orElse("unknown"),
                digits.substring(digits.length() - 4),
                expiry.getMonthValue(),
                expiry.getYear());
        return new CheckedForm.ByCard(
                payer,
                used,
                card.map(TestCard::decline).orElseGet(() -> Optional.of(Decline.because("test_mode_live_card"))));
    }

    private static @Nullable CheckedForm debit(PaymentForm form, Payer payer, Ids ids, Map<String, String> wrong) {
        String digits = form.accountNumber().replaceAll("[\\s-]", "");
        Optional<TestAccount> account = TestAccount.of(digits);
        if (account.isEmpty()) {
            wrong.put("account_number", "Use one of the test accounts below.");
            return null;
        }
        MethodUsed used = new MethodUsed(
                ids.next("pm_1", 23), PaymentMethod.BANK_DEBIT, "", digits.substring(digits.length() - 4), 0, 0);
        return new CheckedForm.ByDebit(payer, used, account.get() == TestAccount.SUCCEEDS);
    }

    private static @Nullable YearMonth expiry(String text) {
        Matcher parts = EXPIRY.matcher(text);
        if (!parts.matches()) {
            return null;
        }
        int month = Integer.parseInt(parts.group(1));
        int year = Integer.parseInt(parts.group(2));
        return month < 1 || month > 12 ? null : YearMonth.of(year < 100 ? 2000 + year : year, month);
    }

    private static boolean luhn(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int doubled = i % 2 == 0 ? digit : digit * 2;
            sum += doubled > 9 ? doubled - 9 : doubled;
        }
        return sum % 10 == 0;
    }
}
