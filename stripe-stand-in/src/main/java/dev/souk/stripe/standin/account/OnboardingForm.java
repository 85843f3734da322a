package dev.souk.stripe.standin.account;

import java.util.LinkedHashMap;
import java.util.Map;

/** What is typed on the onboarding page. */
public record OnboardingForm(String legalName, String accountNumber) {
    /** The bank account that is accepted at once. */
    public static final String ACCEPTED = "000123456789";
    /** The bank account that has to be checked first: transfers stay pending until a lever says otherwise. */
    public static final String CHECKED_FIRST = "000222222227";

    public static OnboardingForm of(Map<String, String> fields) {
        return new OnboardingForm(
                fields.getOrDefault("legal_name", "").strip(),
                fields.getOrDefault("account_number", "").replaceAll("[\\s-]", ""));
    }

    /** A form that is right, of an account that is accepted at once. */
    public static OnboardingForm accepted() {
        return new OnboardingForm("Ada Seller", ACCEPTED);
    }

    /** Messages by field; none when all is right. */
    Map<String, String> wrong() {
        Map<String, String> wrong = new LinkedHashMap<>();
        if (legalName.isEmpty() || legalName.length() > 200) {
            wrong.put("legal_name", "Enter your full legal name.");
        }
        if (!accountNumber.equals(ACCEPTED) && !accountNumber.equals(CHECKED_FIRST)) {
            wrong.put("account_number", "Use one of the test accounts below: no real account works here.");
        }
        return wrong;
    }

    TransfersStatus result() {
        return accountNumber.equals(CHECKED_FIRST) ? TransfersStatus.PENDING : TransfersStatus.ACTIVE;
    }
}
