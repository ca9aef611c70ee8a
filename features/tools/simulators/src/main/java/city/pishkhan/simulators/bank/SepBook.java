package city.pishkhan.simulators.bank;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All sales of SEP with their current state, rebuilt from the ledger at start. Guarded by the lock of
 * {@link SepSaleProcessor}.
 */
final class SepBook {
    private final List<SepSale> sales = new ArrayList<>();
    private final Map<String, SepSale> byToken = new HashMap<>();
    private final Map<String, SepSale> byReference = new LinkedHashMap<>();

    /** Applies a line of the ledger. */
    void replay(JsonNode line) {
        Instant at = Instant.parse(line.path("bankTime").asText());
        String kind = line.path("kind").asText();
        String id = line.path("id").asText();
        switch (kind) {
            case "opened" ->
                add(new SepSale(
                        id,
                        line.path("terminal").asText(),
                        line.path("order").asText(),
                        line.path("amount").asLong(),
                        line.path("callback").asText(),
                        at));
            case "cancelled" -> token(id).cancelled = at;
            case "paid" ->
                pay(
                        token(id),
                        line.path("reference").asText(),
                        line.path("trace").asLong(),
                        at);
            case "sold" -> {
                SepSale sale = new SepSale(
                        null,
                        line.path("terminal").asText(),
                        line.path("order").asText(),
                        line.path("amount").asLong(),
                        null,
                        at);
                add(sale);
                pay(sale, id, line.path("trace").asLong(), at);
            }
            case "filed" -> line.path("sales").forEach(reference -> markFiled(Set.of(reference.asText())));
            case "lapsed" -> lapse(token(id), at);
            case "verify", "reversal" -> {
                SepSale sale = reference(id);
                if (sale != null) {
                    sale.recordCall(
                            kind, line.path("code").asInt(), line.path("at").asText());
                    if (!line.path("scripted").asBoolean()) {
                        act(sale, kind, line.path("code").asInt(), at);
                    }
                }
            }
            default -> {
                // entries of refused calls have no effect on sales
            }
        }
    }

    void add(SepSale sale) {
        sales.add(sale);
        if (!sale.isAtReader()) {
            byToken.put(sale.token, sale);
        }
    }

    /** Returns the sale of a token, or {@code null} if there is none. */
    SepSale token(String token) {
        return byToken.get(token);
    }

    /** Returns the sale of a reference at any terminal, or {@code null} if there is none. */
    SepSale reference(String reference) {
        return byReference.get(reference);
    }

    /** @return the sale, or {@code null} if there is none at this terminal */
    SepSale reference(String terminal, String reference) {
        SepSale sale = byReference.get(reference);
        return sale != null && (sale.terminal.equals(terminal) || sale.terminal.isEmpty()) ? sale : null;
    }

    void pay(SepSale sale, String reference, long trace, Instant at) {
        sale.paid = at;
        sale.reference = reference;
        sale.trace = trace;
        byReference.put(reference, sale);
    }

    /** Records the time of a verify or reverse call in the sale, if the call was answered with code 0. */
    static void act(SepSale sale, String call, int code, Instant at) {
        if (code == SepResponsePolicy.OK) {
            if (call.equals("verify")) {
                sale.verified = at;
            } else {
                sale.reversed = at;
            }
        }
    }

    /** Reverses a sale that was not verified in time. */
    static void lapse(SepSale sale, Instant at) {
        sale.reversed = at;
        sale.reversedAutomatically = true;
    }

    List<SepSale> running() {
        return byReference.values().stream()
                .filter(SepSale::isAwaitingVerification)
                .toList();
    }

    /** Returns the settled sales that are in no settlement file yet, oldest first. */
    List<Settled> unfiled() {
        return byReference.values().stream()
                .filter(sale -> sale.isSettled() && !sale.filed)
                .map(SepSale::settlement)
                .toList();
    }

    /** @param references references of the sales that a new file contains */
    void markFiled(Set<String> references) {
        references.forEach(reference -> byReference.get(reference).filed = true);
    }

    int paidCount() {
        return byReference.size();
    }

    /** Returns all sales, oldest first. */
    List<Map<String, Object>> shown() {
        List<Map<String, Object>> all = new ArrayList<>();
        sales.forEach(sale -> all.add(sale.shown()));
        return all;
    }
}
