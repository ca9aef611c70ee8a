package city.pishkhan.simulators.bank;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One session and what became of it. Read and changed under the till's lock. */
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
    /** by itself, because nobody verified */
    boolean lapsed;

    /** by itself, because nobody settled or reversed */
    boolean swept;

    /** in one of the bank's settlement files */
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

    void called(String operation, String code, String at) {
        calls.add(Map.of("call", operation, "code", code, "at", at));
    }

    /** Whether its page is no longer good for paying. */
    boolean expired(Instant now) {
        return now.isAfter(opened.plus(PAGE));
    }

    /** Whether it is paid and not at its end. */
    boolean running() {
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

    /** As the bank's file tells it, once it is settled. */
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
        shown.put("byItself", lapsed || swept);
        shown.put("calls", List.copyOf(calls));
        return shown;
    }
}
