package city.pishkhan.simulators.bank;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All sales as they stand, from what the ledger says and what happened since. Read and changed under the till's lock. */
final class SalesBook {
    /** 12 digits */
    private static final long REFERENCES_PER_SECOND = 100;

    private final Map<Long, Sale> byOrder = new LinkedHashMap<>();
    private final Map<String, Sale> bySession = new LinkedHashMap<>();
    private final Set<Sale> running = new LinkedHashSet<>();
    // no bank gives a reference twice, not even one that lost its book
    private long lastReference = Instant.now().getEpochSecond() * REFERENCES_PER_SECOND;

    /** Takes over what a line of the ledger says. */
    void replay(JsonNode line) {
        long order = line.path("order").asLong();
        Instant at = Instant.parse(line.path("bankTime").asText());
        String kind = line.path("kind").asText();
        Sale sale = byOrder.get(order);
        switch (kind) {
            case "opened" ->
                add(new Sale(
                        line.path("id").asText(),
                        line.path("terminal").asText(),
                        order,
                        line.path("amount").asLong(),
                        line.path("callback").asText(),
                        at));
            case "cancelled" -> sale.cancelled = at;
            case "paid" -> paid(sale, line.path("reference").asLong(), at);
            case "lapsed" -> lapse(sale, at);
            case "swept" -> sweep(sale, at);
            case "filed" -> line.path("sales").forEach(id -> filed(Set.of(id.asText())));
            default -> {
                String code = line.path("code").asText();
                if (sale != null) {
                    sale.called(kind, code, line.path("at").asText());
                    if (!line.path("scripted").asBoolean()) {
                        act(sale, kind, code, at);
                    }
                }
            }
        }
    }

    void add(Sale sale) {
        byOrder.put(sale.order, sale);
        bySession.put(sale.session, sale);
    }

    /** @return {@code null} if there is none */
    Sale order(long order) {
        return byOrder.get(order);
    }

    /** @return {@code null} if there is none */
    Sale session(String session) {
        return bySession.get(session);
    }

    /** The payer paid: the sale has a reference of its own from now on. */
    void pay(Sale sale, Instant at) {
        paid(sale, lastReference + 1, at);
    }

    private void paid(Sale sale, long reference, Instant at) {
        sale.paid = at;
        sale.reference = reference;
        lastReference = Math.max(lastReference, reference);
        follow(sale);
    }

    /** Does what a call asked for, if the bank's code says that it did. */
    void act(Sale sale, String call, String code, Instant at) {
        if (code.equals(Codes.OK)) {
            switch (call) {
                case "verify" -> sale.verified = at;
                case "settle" -> sale.settled = at;
                case "reversal" -> sale.reversed = at;
                default -> {}
            }
            follow(sale);
        }
    }

    /** Gives the money back, because nobody verified in time. */
    void lapse(Sale sale, Instant at) {
        sale.reversed = at;
        sale.lapsed = true;
        follow(sale);
    }

    /** Settles, because nobody settled or reversed in time. */
    void sweep(Sale sale, Instant at) {
        sale.settled = at;
        sale.swept = true;
        follow(sale);
    }

    /** Time goes on for what is paid and not at its end. */
    private void follow(Sale sale) {
        if (sale.running()) {
            running.add(sale);
        } else {
            running.remove(sale);
        }
    }

    /** What is paid and not at its end. */
    List<Sale> running() {
        return List.copyOf(running);
    }

    /** What is settled and stands in no file of the bank, oldest first. */
    List<Settled> unfiled() {
        return byOrder.values().stream()
                .filter(sale -> sale.settled != null && !sale.filed)
                .map(Sale::settlement)
                .toList();
    }

    /** @param orders of sales that a file tells */
    void filed(Set<String> orders) {
        orders.forEach(order -> byOrder.get(Long.valueOf(order)).filed = true);
    }

    /** Every sale, oldest first. */
    List<Map<String, Object>> shown() {
        List<Map<String, Object>> all = new ArrayList<>();
        byOrder.values().forEach(sale -> all.add(sale.shown()));
        return all;
    }
}
