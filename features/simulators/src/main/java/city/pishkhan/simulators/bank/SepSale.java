package city.pishkhan.simulators.bank;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One token at SEP, or one card at a reader, and what became of it. Read and changed under the till's lock. */
final class SepSale {
    static final Duration TOKEN = Duration.ofMinutes(20);
    static final Duration VERIFY = Duration.ofMinutes(30);
    static final Duration REVERSE = Duration.ofMinutes(50);

    /** {@code null} at a reader, as the callback */
    final String token;

    final String terminal;
    /** ResNum, the merchant's own words; at a reader bill ID and payment ID with a hyphen between them */
    final String purchase;

    final long amount;
    final String callback;
    final Instant opened;
    Instant cancelled;
    Instant paid;
    /** RefNum */
    String reference;

    long trace;
    Instant verified;
    Instant reversed;
    /** by itself, because nobody verified */
    boolean lapsed;

    /** in one of the bank's settlement files; goes back no more */
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

    void called(String operation, int code, String at) {
        calls.add(Map.of("call", operation, "code", Integer.toString(code), "at", at));
    }

    boolean expired(Instant now) {
        return now.isAfter(opened.plus(TOKEN));
    }

    /** Whether a card was put into a reader: that money does not fall back, nor is it ever too late to ask about it. */
    boolean atReader() {
        return token == null;
    }

    /** RRN */
    String retrieval() {
        return Long.toString(trace * 1_000);
    }

    /** Whether the bank verifies it no longer. */
    boolean late(Instant now) {
        return !atReader() && now.isAfter(paid.plus(VERIFY));
    }

    /** Whether it is paid, and time alone gives it back some day. */
    boolean running() {
        return !atReader() && paid != null && verified == null && reversed == null;
    }

    /** Whether its money is the merchant's: at a reader from the beginning, else once it is verified. */
    boolean settled() {
        return reversed == null && (atReader() || verified != null);
    }

    /** As the bank's file tells it, once it is settled. */
    Settled settlement() {
        String order = purchase.replaceFirst("-.*", "");
        return new Settled(
                reference,
                terminal,
                atReader() || !order.matches("[0-9]+") ? "" : order,
                reference,
                amount,
                atReader() ? paid : verified);
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
        shown.put("byItself", lapsed);
        shown.put("calls", List.copyOf(calls));
        return shown;
    }
}
