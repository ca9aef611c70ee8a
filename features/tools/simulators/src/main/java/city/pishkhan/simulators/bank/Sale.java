package city.pishkhan.simulators.bank;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A payment session and its sale. Guarded by the lock of {@link MellatSaleProcessor}. */
final class Sale {
    private static final Duration PAGE = Duration.ofMinutes(15);

    final String session;
    final String terminal;
    final long order;
    final long amount;
    final String callback;
    final Instant opened;
    Instant cancelled;
    Instant paid;
    long reference;
    Instant verified;
    Instant settled;
    Instant reversed;
    /** {@code true} if the sale was reversed automatically, because it was not verified in time. */
    boolean reversedAutomatically;

    /** {@code true} if the sale was settled automatically, because it was neither settled nor reversed in time. */
    boolean settledAutomatically;

    /** {@code true} if the sale is in one of the bank's settlement files. */
    boolean filed;

    private final List<Map<String, Object>> calls = new ArrayList<>();

    Sale(String session, String terminal, long order, long amount, String callback, Instant opened) {
        this.session = session;
        this.terminal = terminal;
        this.order = order;
        this.amount = amount;
        this.callback = callback;
        this.opened = opened;
    }

    void recordCall(String operation, String code, String at) {
        calls.add(Map.of("call", operation, "code", code, "at", at));
    }

    /** Returns whether the payment page has expired. */
    boolean isExpired(Instant now) {
        return now.isAfter(opened.plus(PAGE));
    }

    /** Returns whether the sale is paid and neither settled nor reversed. */
    boolean isAwaitingSettlement() {
        return paid != null && settled == null && reversed == null;
    }

    String state() {
        if (reversed != null) {
            return "reversed";
        }
        if (settled != null) {
            return "settled";
        }
        if (verified != null) {
            return "verified";
        }
        if (paid != null) {
            return "paid";
        }
        return cancelled != null ? "cancelled" : "opened";
    }

    /** Returns the sale's line for the settlement file; the sale must be settled. */
    Settled settlement() {
        return new Settled(
                Long.toString(order), terminal, Long.toString(order), Long.toString(reference), amount, settled);
    }

    Map<String, Object> shown() {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("order", order);
        shown.put("amount", amount);
        shown.put("state", state());
        shown.put("reference", paid == null ? null : reference);
        shown.put("byItself", reversedAutomatically || settledAutomatically);
        shown.put("calls", List.copyOf(calls));
        return shown;
    }
}
