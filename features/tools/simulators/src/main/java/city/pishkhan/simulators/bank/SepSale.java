package city.pishkhan.simulators.bank;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A payment session at SEP, or a card payment at a reader, and its sale. Guarded by the lock of
 * {@link SepSaleProcessor}.
 */
final class SepSale {
    static final Duration TOKEN = Duration.ofMinutes(20);
    static final Duration VERIFY = Duration.ofMinutes(30);
    static final Duration REVERSE = Duration.ofMinutes(50);

    /** Token of the session. Token and callback are {@code null} for a payment at a card reader. */
    final String token;

    final String terminal;
    /**
     * The merchant's purchase number (ResNum); for a payment at a card reader, bill ID and payment ID separated by a
     * hyphen.
     */
    final String purchase;

    final long amount;
    final String callback;
    final Instant opened;
    Instant cancelled;
    Instant paid;
    /** the bank's reference of the sale (RefNum), or {@code null} before the payment */
    String reference;

    long trace;
    Instant verified;
    Instant reversed;
    /** {@code true} if the sale was reversed automatically, because it was not verified in time. */
    boolean reversedAutomatically;

    /** {@code true} if the sale is in one of the bank's settlement files; it can then no longer be reversed. */
    boolean filed;

    private final List<Map<String, Object>> calls = new ArrayList<>();

    SepSale(String token, String terminal, String purchase, long amount, String callback, Instant opened) {
        this.token = token;
        this.terminal = terminal;
        this.purchase = purchase;
        this.amount = amount;
        this.callback = callback;
        this.opened = opened;
    }

    void recordCall(String operation, int code, String at) {
        calls.add(Map.of("call", operation, "code", Integer.toString(code), "at", at));
    }

    boolean isExpired(Instant now) {
        return now.isAfter(opened.plus(TOKEN));
    }

    /** Returns whether the sale was paid at a card reader. Such a sale is never reversed automatically, and has no time limit for calls. */
    boolean isAtReader() {
        return token == null;
    }

    /** Returns the retrieval reference number (RRN) that is printed on the slip. */
    String retrievalReferenceNumber() {
        return Long.toString(trace * 1_000);
    }

    /** Returns whether the time limit for verification has passed. */
    boolean isVerificationOverdue(Instant now) {
        return !isAtReader() && now.isAfter(paid.plus(VERIFY));
    }

    /** Returns whether the sale is paid and will be reversed automatically unless it is verified. */
    boolean isAwaitingVerification() {
        return !isAtReader() && paid != null && verified == null && reversed == null;
    }

    /**
     * Returns whether the money belongs to the merchant: at a card reader after the payment, otherwise after
     * verification.
     */
    boolean isSettled() {
        return reversed == null && (isAtReader() || verified != null);
    }

    /** Returns the sale's line for the settlement file; the sale must be settled. */
    Settled settlement() {
        String order = purchase.replaceFirst("-.*", "");
        return new Settled(
                reference,
                terminal,
                isAtReader() || !order.matches("[0-9]+") ? "" : order,
                reference,
                amount,
                isAtReader() ? paid : verified);
    }

    String state() {
        if (reversed != null) {
            return "reversed";
        }
        if (verified != null) {
            return "settled";
        }
        if (paid != null) {
            return "paid";
        }
        return cancelled != null ? "cancelled" : "opened";
    }

    Map<String, Object> shown() {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("order", purchase);
        shown.put("amount", amount);
        shown.put("state", state());
        shown.put("reference", reference);
        shown.put("byItself", reversedAutomatically);
        shown.put("calls", List.copyOf(calls));
        return shown;
    }
}
