package city.pishkhan.simulators.bank;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All sales with their current state, rebuilt from the ledger at start. Guarded by the lock of
 * {@link MellatSaleProcessor}.
 */
final class SalesBook {
    /** factor that makes references of 12 digits from the time in seconds */
    private static final long REFERENCES_PER_SECOND = 100;

    private final Map<Long, Sale> byOrder = new LinkedHashMap<>();
    private final Map<String, Sale> bySession = new LinkedHashMap<>();
    private final Set<Sale> running = new LinkedHashSet<>();
    // starts at the current time, so that references stay unique even if the ledger is lost
    private long lastReference = Instant.now().getEpochSecond() * REFERENCES_PER_SECOND;

    /** Applies a line of the ledger. */
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
            case "paid" -> applyPayment(sale, line.path("reference").asLong(), at);
            case "lapsed" -> lapse(sale, at);
            case "swept" -> sweep(sale, at);
            case "filed" -> line.path("sales").forEach(id -> markFiled(Set.of(id.asText())));
            default -> {
                String code = line.path("code").asText();
                if (sale != null) {
                    sale.recordCall(kind, code, line.path("at").asText());
                    if (!line.path("scripted").asBoolean()) {
                        recordCall(sale, kind, code, at);
                    }
                }
            }
        }
    }

    void add(Sale sale) {
        byOrder.put(sale.order, sale);
        bySession.put(sale.session, sale);
    }

    /** Returns the sale of an order number, or {@code null} if there is none. */
    Sale order(long order) {
        return byOrder.get(order);
    }

    /** Returns the sale of a payment session, or {@code null} if there is none. */
    Sale session(String session) {
        return bySession.get(session);
    }

    /** Records the payment and assigns a new reference to the sale. */
    void pay(Sale sale, Instant at) {
        applyPayment(sale, lastReference + 1, at);
    }

    private void applyPayment(Sale sale, long reference, Instant at) {
        sale.paid = at;
        sale.reference = reference;
        lastReference = Math.max(lastReference, reference);
        updateRunning(sale);
    }

    /**
     * Records the time of a verify, settle or reversal call in the sale, if the call was answered with code {@code 0}.
     */
    void recordCall(Sale sale, String call, String code, Instant at) {
        if (code.equals(Codes.OK)) {
            switch (call) {
                case "verify" -> sale.verified = at;
                case "settle" -> sale.settled = at;
                case "reversal" -> sale.reversed = at;
                default -> {}
            }
            updateRunning(sale);
        }
    }

    /** Reverses a sale that was not verified in time. */
    void lapse(Sale sale, Instant at) {
        sale.reversed = at;
        sale.reversedAutomatically = true;
        updateRunning(sale);
    }

    /** Settles a sale that was neither settled nor reversed in time. */
    void sweep(Sale sale, Instant at) {
        sale.settled = at;
        sale.settledAutomatically = true;
        updateRunning(sale);
    }

    /** Adds the sale to the running sales, or removes it, by its current state. */
    private void updateRunning(Sale sale) {
        if (sale.isAwaitingSettlement()) {
            running.add(sale);
        } else {
            running.remove(sale);
        }
    }

    /** Returns the sales that are paid and neither settled nor reversed. */
    List<Sale> running() {
        return List.copyOf(running);
    }

    /** Returns the settled sales that are in no settlement file yet, oldest first. */
    List<Settled> unfiled() {
        return byOrder.values().stream()
                .filter(sale -> sale.settled != null && !sale.filed)
                .map(Sale::settlement)
                .toList();
    }

    /** @param orders orders of the sales that a new file contains */
    void markFiled(Set<String> orders) {
        orders.forEach(order -> byOrder.get(Long.valueOf(order)).filed = true);
    }

    /** Returns all sales, oldest first. */
    List<Map<String, Object>> toMaps() {
        List<Map<String, Object>> all = new ArrayList<>();
        byOrder.values().forEach(sale -> all.add(sale.shown()));
        return all;
    }
}
