package dev.souk.stripe.standin.payment;

import dev.souk.stripe.standin.json.Json;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Sessions, payment intents and charges as Stripe shows them. */
public final class PaymentJson {
    private final Supplier<URI> baseUrl;
    private final Clock clock;

    /** @param baseUrl of the stand-in: where the payment pages are */
    public PaymentJson(Supplier<URI> baseUrl, Clock clock) {
        this.baseUrl = baseUrl;
        this.clock = clock;
    }

    public ObjectNode balanceTransaction(BalanceTransaction entry) {
        return MoneyJson.balanceTransaction(entry, clock.instant());
    }

    /** Where the stand-in listens. */
    public String base() {
        return baseUrl.get().toString();
    }

    public ObjectNode session(CheckoutSession session) {
        SessionRequest asked = session.asked();
        ObjectNode json = Json.object().put("id", session.id()).put("object", "checkout.session");
        json.putObject("adaptive_pricing").put("enabled", false);
        Json.nulls(json, "after_expiration", "allow_promotion_codes");
        boolean taxed = session.isTaxed();
        json.put("amount_subtotal", asked.subtotal()).put("amount_total", taxed ? asked.total() : asked.subtotal());
        json.set("automatic_tax", automaticTax(session));
        json.put("billing_address_collection", asked.billingAddressCollection())
                .put("cancel_url", asked.cancelUrl())
                .put("client_reference_id", asked.clientReferenceId());
        Json.nulls(json, "client_secret");
        Json.nulls(json.putObject("collected_information"), "business_name", "individual_name", "shipping_details");
        Json.nulls(json, "consent", "consent_collection");
        json.put("created", session.created().getEpochSecond()).put("currency", asked.currency());
        json.putNull("currency_conversion").putArray("custom_fields");
        Json.nulls(
                json.putObject("custom_text"),
                "after_submit",
                "shipping_address",
                "submit",
                "terms_of_service_acceptance");
        Json.nulls(json, "customer", "customer_account").put("customer_creation", asked.customerCreation());
        Json.put(json, "customer_details", customerDetails(session)).put("customer_email", asked.customerEmail());
        json.putArray("discounts");
        json.put("expires_at", asked.expiresAt().getEpochSecond());
        Json.nulls(json, "integration_identifier", "invoice");
        ObjectNode invoice =
                json.putObject("invoice_creation").put("enabled", false).putObject("invoice_data");
        Json.nulls(invoice, "account_tax_ids", "custom_fields", "description", "footer", "issuer", "rendering_options")
                .putObject("metadata");
        json.put("livemode", false).put("locale", asked.locale());
        json.set("metadata", Json.map(asked.metadata()));
        json.put("mode", "payment");
        Json.nulls(json, "origin_context").put("payment_intent", session.paymentIntent());
        Json.nulls(json, "payment_link")
                .put("payment_method_collection", "if_required")
                .putNull("payment_method_configuration_details")
                .putObject("payment_method_options")
                .putObject("card")
                .put("request_three_d_secure", "automatic");
        json.set("payment_method_types", methods(asked.paymentMethods()));
        json.put("payment_status", session.paid() ? "paid" : "unpaid").putNull("permissions");
        json.putObject("phone_number_collection").put("enabled", false);
        Json.nulls(
                json,
                "recovered_from",
                "saved_payment_method_options",
                "setup_intent",
                "shipping_address_collection",
                "shipping_cost");
        json.putArray("shipping_options");
        json.put("status", session.status().name().toLowerCase(Locale.ROOT))
                .put("submit_type", asked.submitType())
                .putNull("subscription")
                .put("success_url", asked.successUrl());
        json.putObject("total_details")
                .put("amount_discount", 0)
                .put("amount_shipping", 0)
                .put("amount_tax", taxed ? asked.tax() : 0);
        return json.put("ui_mode", "hosted_page")
                .put("url", session.isOpen() ? baseUrl.get() + "/pay/" + session.id() : null)
                .putNull("wallet_options");
    }

    private static ObjectNode automaticTax(CheckoutSession session) {
        ObjectNode json = Json.object().put("enabled", session.asked().automaticTax());
        if (!session.asked().automaticTax()) {
            return Json.nulls(json, "liability", "provider", "status");
        }
        json.putObject("liability").put("type", "self");
        return json.put("provider", "stripe")
                .put("status", session.isTaxed() ? "complete" : "requires_location_inputs");
    }

    private static @Nullable ObjectNode customerDetails(CheckoutSession session) {
        Payer payer = session.payer();
        String email = payer != null ? payer.email() : session.asked().customerEmail();
        if (email == null) {
            return null;
        }
        ObjectNode json = Json.object();
        Json.put(json, "address", payer == null ? null : address());
        if (session.isTaxed()) {
            json.withObject("address").put("country", "US").put("postal_code", "94103");
        }
        json.putNull("business_name").put("email", email).putNull("individual_name");
        json.put("name", payer == null ? null : payer.name()).putNull("phone").put("tax_exempt", "none");
        Json.put(json, "tax_ids", payer == null ? null : Json.array(List.of()));
        return json;
    }

    private static ObjectNode address() {
        return Json.nulls(Json.object(), "city", "country", "line1", "line2", "postal_code", "state");
    }

    private static ArrayNode methods(List<PaymentMethod> methods) {
        return Json.texts(methods.stream().map(PaymentMethod::stripeName).toList());
    }

    public ObjectNode lineItem(LineItem item, CheckoutSession session) {
        String currency = session.asked().currency();
        ObjectNode json = Json.object()
                .put("id", item.id())
                .put("object", "item")
                .putNull("adjustable_quantity")
                .put("amount_discount", 0)
                .put("amount_subtotal", item.amount())
                .put("amount_tax", session.isTaxed() ? item.tax() : 0)
                .put("amount_total", item.amount() + (session.isTaxed() ? item.addedTax() : 0))
                .put("currency", currency)
                .put("description", item.name());
        json.set("metadata", Json.object());
        ObjectNode price = json.putObject("price")
                .put("id", item.priceId())
                .put("object", "price")
                .put("active", false)
                .put("billing_scheme", "per_unit")
                .put("created", session.created().getEpochSecond())
                .put("currency", currency);
        Json.nulls(price, "custom_unit_amount")
                .put("livemode", false)
                .putNull("lookup_key")
                .putObject("metadata");
        Json.nulls(price, "nickname").put("product", item.productId());
        Json.nulls(price, "recurring")
                .put("tax_behavior", Objects.requireNonNullElse(item.taxBehavior(), "unspecified"));
        Json.nulls(price, "tiers_mode", "transform_quantity")
                .put("type", "one_time")
                .put("unit_amount", item.unitAmount())
                .put("unit_amount_decimal", Long.toString(item.unitAmount()));
        return json.put("quantity", item.quantity());
    }

    public ObjectNode intent(PaymentIntent intent) {
        boolean succeeded = intent.status() == PaymentIntent.Status.SUCCEEDED;
        ObjectNode json = Json.object()
                .put("id", intent.id())
                .put("object", "payment_intent")
                .put("amount", intent.amount())
                .put("amount_capturable", 0);
        json.putObject("amount_details").putObject("tip");
        json.put("amount_received", succeeded ? intent.amount() : 0);
        Json.nulls(
                json,
                "application",
                "application_fee_amount",
                "automatic_payment_methods",
                "canceled_at",
                "cancellation_reason");
        json.put("capture_method", "automatic_async")
                .put("client_secret", intent.id() + "_secret_" + intent.id().substring(4, 20))
                .put("confirmation_method", "automatic")
                .put("created", intent.created().getEpochSecond())
                .put("currency", intent.currency());
        Json.nulls(json, "customer", "customer_account")
                .put("description", intent.data().description());
        Json.put(json, "last_payment_error", intent.lastDecline() == null ? null : error(intent, intent.lastDecline()));
        json.put("latest_charge", intent.latestCharge()).put("livemode", false);
        json.set("metadata", Json.map(intent.data().metadata()));
        Json.nulls(json, "next_action", "on_behalf_of")
                .put(
                        "payment_method",
                        intent.method() == null ? null : intent.method().id());
        Json.nulls(json, "payment_method_configuration_details").putObject("payment_method_options");
        json.set("payment_method_types", methods(intent.paymentMethods()));
        Json.nulls(json, "processing").put("receipt_email", intent.data().receiptEmail());
        Json.nulls(json, "review", "setup_future_usage", "shipping", "source");
        return json.put("statement_descriptor", intent.data().statementDescriptor())
                .put("statement_descriptor_suffix", intent.data().statementDescriptorSuffix())
                .put("status", intent.status().stripeName())
                .putNull("transfer_data")
                .put("transfer_group", intent.data().transferGroup());
    }

    private static ObjectNode error(PaymentIntent intent, Decline decline) {
        ObjectNode json = Json.object();
        if (intent.latestCharge() != null) {
            json.put("charge", intent.latestCharge());
        }
        json.put("code", decline.code());
        if (decline.declineCode() != null) {
            json.put("decline_code", decline.declineCode());
        }
        return json.put(
                        "doc_url",
                        "https://stripe.com/docs/error-codes/" + decline.code().replace('_', '-'))
                .put("message", decline.message())
                .put("type", "card_error");
    }

    public ObjectNode charge(Charge charge) {
        Decline decline = charge.decline();
        boolean succeeded = charge.isSucceeded();
        ObjectNode json = Json.object()
                .put("id", charge.id())
                .put("object", "charge")
                .put("amount", charge.amount())
                .put("amount_captured", succeeded ? charge.amount() : 0)
                .put("amount_refunded", charge.refunded());
        Json.nulls(json, "application", "application_fee", "application_fee_amount")
                .put("balance_transaction", charge.balanceTransaction());
        ObjectNode billing = json.putObject("billing_details");
        Json.put(billing, "address", address())
                .put("email", charge.payer().email())
                .put("name", charge.payer().name())
                .putNull("phone")
                .putNull("tax_id");
        json.put("calculated_statement_descriptor", charge.data().statementDescriptor())
                .put("captured", succeeded)
                .put("created", charge.created().getEpochSecond())
                .put("currency", charge.currency())
                .putNull("customer")
                .put("description", charge.data().description())
                .put("disputed", charge.dispute() != null)
                .putNull("failure_balance_transaction")
                .put("failure_code", decline == null ? null : decline.code())
                .put("failure_message", decline == null ? null : decline.message())
                .putObject("fraud_details");
        json.put("livemode", false);
        json.set("metadata", Json.map(charge.data().metadata()));
        json.putNull("on_behalf_of");
        json.putObject("outcome")
                .put("network_status", decline == null ? "approved_by_network" : "declined_by_network")
                .put("reason", decline == null ? null : decline.declineCode())
                .put("risk_level", "normal")
                .put("seller_message", decline == null ? "Payment complete." : decline.message())
                .put("type", decline == null ? "authorized" : "issuer_declined");
        json.put("paid", succeeded)
                .put("payment_intent", charge.paymentIntent())
                .put("payment_method", charge.method().id());
        json.set("payment_method_details", methodDetails(charge.method()));
        json.put("receipt_email", charge.data().receiptEmail());
        Json.nulls(json, "receipt_number", "receipt_url").put("refunded", succeeded && charge.unrefunded() == 0);
        Json.nulls(json, "review", "shipping", "source_transfer");
        return json.put("statement_descriptor", charge.data().statementDescriptor())
                .put("statement_descriptor_suffix", charge.data().statementDescriptorSuffix())
                .put("status", charge.status().stripeName())
                .putNull("transfer_data")
                .put("transfer_group", charge.data().transferGroup());
    }

    private static ObjectNode methodDetails(MethodUsed method) {
        ObjectNode json = Json.object();
        String type = method.kind().stripeName();
        ObjectNode details = json.putObject(type).put("last4", method.last4());
        if (method.kind() == PaymentMethod.CARD) {
            details.put("brand", method.brand())
                    .put("exp_month", method.expiryMonth())
                    .put("exp_year", method.expiryYear())
                    .put("country", "US")
                    .put("funding", "credit")
                    .put("network", method.brand());
        } else {
            details.put("account_type", "checking").put("bank_name", "STRIPE TEST BANK");
        }
        return json.put("type", type);
    }
}
