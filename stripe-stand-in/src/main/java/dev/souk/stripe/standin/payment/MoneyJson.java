package dev.souk.stripe.standin.payment;

import dev.souk.stripe.standin.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** What moves money, as Stripe shows it. */
public final class MoneyJson {
    /** The names of evidence; a dispute shows all of them, said or not. */
    public static final List<String> EVIDENCE = List.of(
            "access_activity_log",
            "billing_address",
            "cancellation_policy",
            "cancellation_policy_disclosure",
            "cancellation_rebuttal",
            "customer_communication",
            "customer_email_address",
            "customer_name",
            "customer_purchase_ip",
            "customer_signature",
            "duplicate_charge_documentation",
            "duplicate_charge_explanation",
            "duplicate_charge_id",
            "product_description",
            "receipt",
            "refund_policy",
            "refund_policy_disclosure",
            "refund_refusal_explanation",
            "service_date",
            "service_documentation",
            "shipping_address",
            "shipping_carrier",
            "shipping_date",
            "shipping_documentation",
            "shipping_tracking_number",
            "uncategorized_file",
            "uncategorized_text");

    private MoneyJson() {}

    public static ObjectNode balanceTransaction(BalanceTransaction entry, Instant now) {
        ObjectNode json = Json.object()
                .put("id", entry.id())
                .put("object", "balance_transaction")
                .put("amount", entry.amount())
                .put("available_on", entry.availableOn().getEpochSecond())
                .put("balance_type", "payments")
                .put("created", entry.created().getEpochSecond())
                .put("currency", entry.currency())
                .put("description", entry.description().isEmpty() ? null : entry.description())
                .putNull("exchange_rate")
                .put("fee", entry.fee());
        var details = json.putArray("fee_details");
        if (entry.fee() != 0) {
            boolean dispute = entry.type() == BalanceTransaction.Type.DISPUTE;
            details.addObject()
                    .put("amount", entry.fee())
                    .putNull("application")
                    .put("currency", entry.currency())
                    .put("description", dispute ? "Dispute fee" : "Stripe processing fees")
                    .put("type", "stripe_fee");
        }
        return json.put("net", entry.net())
                .put("reporting_category", entry.type().category())
                .put("source", entry.source())
                .put("status", entry.availableOn().isAfter(now) ? "pending" : "available")
                .put("type", entry.type().stripeName());
    }

    public static ObjectNode balance(Map<String, Books.Balance> balances) {
        ObjectNode json = Json.object().put("object", "balance");
        var available = json.putArray("available");
        json.put("livemode", false);
        var pending = json.putArray("pending");
        balances.forEach((currency, balance) -> {
            available.add(amount(currency, balance.available()));
            pending.add(amount(currency, balance.pending()));
        });
        return json;
    }

    private static ObjectNode amount(String currency, long amount) {
        ObjectNode json = Json.object().put("amount", amount).put("currency", currency);
        json.putObject("source_types").put("card", amount);
        return json;
    }

    public static ObjectNode refund(Refund refund) {
        ObjectNode json = Json.object()
                .put("id", refund.id())
                .put("object", "refund")
                .put("amount", refund.amount())
                .put("balance_transaction", refund.balanceTransaction())
                .put("charge", refund.charge())
                .put("created", refund.created().getEpochSecond())
                .put("currency", refund.currency());
        json.putObject("destination_details").put("type", refund.id().startsWith("pyr_") ? "us_bank_transfer" : "card");
        if (refund.status() == Refund.Status.FAILED) {
            json.put("failure_balance_transaction", refund.failureBalanceTransaction())
                    .put("failure_reason", refund.failureReason());
        }
        json.set("metadata", Json.map(refund.metadata()));
        json.put("payment_intent", refund.paymentIntent());
        if (refund.status() == Refund.Status.PENDING) {
            json.put("pending_reason", "processing");
        }
        return json.put("reason", refund.reason())
                .putNull("receipt_number")
                .putNull("source_transfer_reversal")
                .put("status", refund.status().stripeName())
                .putNull("transfer_reversal");
    }

    public static ObjectNode transfer(Transfer transfer) {
        ObjectNode json = Json.object()
                .put("id", transfer.id())
                .put("object", "transfer")
                .put("amount", transfer.amount())
                .put("amount_reversed", transfer.reversed())
                .put("balance_transaction", transfer.balanceTransaction())
                .put("created", transfer.created().getEpochSecond())
                .put("currency", transfer.currency())
                .put("description", transfer.description())
                .put("destination", transfer.destination())
                .put("destination_payment", transfer.destinationPayment())
                .put("livemode", false);
        json.set("metadata", Json.map(transfer.metadata()));
        ObjectNode reversals = json.putObject("reversals").put("object", "list");
        List<TransferReversal> all = transfer.reversals();
        reversals.set(
                "data",
                Json.array(all.stream().limit(10).map(MoneyJson::reversal).toList()));
        reversals
                .put("has_more", all.size() > 10)
                .put("total_count", all.size())
                .put("url", "/v1/transfers/" + transfer.id() + "/reversals");
        return json.put("reversed", transfer.unreversed() == 0)
                .put("source_transaction", transfer.sourceTransaction())
                .put("source_type", "card")
                .put("transfer_group", transfer.transferGroup());
    }

    public static ObjectNode reversal(TransferReversal reversal) {
        ObjectNode json = Json.object()
                .put("id", reversal.id())
                .put("object", "transfer_reversal")
                .put("amount", reversal.amount())
                .put("balance_transaction", reversal.balanceTransaction())
                .put("created", reversal.created().getEpochSecond())
                .put("currency", reversal.currency())
                .putNull("destination_payment_refund");
        json.set("metadata", Json.map(reversal.metadata()));
        return json.putNull("source_refund").put("transfer", reversal.transfer());
    }

    public static ObjectNode dispute(Dispute dispute) {
        ObjectNode json =
                Json.object().put("id", dispute.id()).put("object", "dispute").put("amount", dispute.amount());
        json.set(
                "balance_transactions",
                Json.array(dispute.movements().stream()
                        .map(entry -> balanceTransaction(entry, entry.availableOn()))
                        .toList()));
        json.put("charge", dispute.charge())
                .put("created", dispute.created().getEpochSecond())
                .put("currency", dispute.currency())
                .putArray("enhanced_eligibility_types");
        ObjectNode evidence = json.putObject("evidence");
        EVIDENCE.forEach(name -> evidence.put(name, dispute.evidence().get(name)));
        evidence.putObject("enhanced_evidence");
        ObjectNode details =
                json.putObject("evidence_details").put("due_by", dispute.dueBy().getEpochSecond());
        details.putObject("enhanced_eligibility");
        details.put("has_evidence", !dispute.evidence().isEmpty())
                .put("past_due", false)
                .put("submission_count", dispute.submissions());
        json.put("is_charge_refundable", !dispute.forbidsRefunds()).put("livemode", false);
        json.set("metadata", Json.map(dispute.metadata()));
        json.put("payment_intent", dispute.paymentIntent());
        json.putObject("payment_method_details")
                .put("type", "card")
                .putObject("card")
                .put("brand", "visa")
                .put("case_type", dispute.movements().isEmpty() ? "inquiry" : "chargeback")
                .put("network_reason_code", "10.4");
        return json.put("reason", dispute.reason())
                .put("status", dispute.status().stripeName());
    }
}
