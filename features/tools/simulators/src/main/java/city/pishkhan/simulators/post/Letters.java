package city.pishkhan.simulators.post;

import city.pishkhan.simulators.site.Ledger;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Ordered letters, one per id, rebuilt from the ledger. */
final class Letters {
    private final Ledger ledger;
    private final Clock clock;
    private final Map<String, Letter> byId = new HashMap<>();

    /**
     * An accepted order.
     *
     * @param letter the letter
     * @param fresh  {@code true} if the id was not known before
     */
    record AcceptedOrder(Letter letter, boolean fresh) {}

    Letters(Ledger ledger, Clock clock) throws IOException {
        this.ledger = ledger;
        this.clock = clock;
        ledger.replay(this::replay);
    }

    private void replay(JsonNode entry) {
        String id = entry.path("id").asText();
        switch (entry.path("kind").asText()) {
            case "ordered" -> byId.put(id, Letter.of(entry));
            case "cancelled" ->
                byId.computeIfPresent(
                        id,
                        (key, letter) -> letter.withCancellation(
                                Instant.parse(entry.path("at").asText())));
            default -> {
                // an order with a known id has no effect
            }
        }
    }

    Instant now() {
        return clock.instant();
    }

    synchronized AcceptedOrder accept(String id, ObjectNode order, String outcome, long pauseMs) {
        Letter known = byId.get(id);
        if (known != null) {
            ledger.append("duplicate", id, Map.of());
            return new AcceptedOrder(known, false);
        }
        String tracking = "PK-%06d-IR".formatted(byId.size() + 1);
        Letter letter =
                new Letter(tracking, now(), pauseMs, outcome, order.path("to").has("office"), null);
        ledger.append(
                "ordered",
                id,
                Map.of(
                        "tracking",
                        tracking,
                        "ordered",
                        letter.ordered().toString(),
                        "pauseMs",
                        pauseMs,
                        "outcome",
                        outcome,
                        "from",
                        order.path("from").asText(),
                        "to",
                        order.path("to")));
        byId.put(id, letter);
        return new AcceptedOrder(letter, true);
    }

    synchronized Optional<Letter> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** @return {@code true} if the letter is cancelled, {@code false} if it is already in transit */
    synchronized boolean cancel(String id) {
        Letter letter = byId.get(id);
        if (letter.cancelled() == null) {
            if (letter.isInTransit(now())) {
                return false;
            }
            ledger.append("cancelled", id, Map.of());
            byId.put(id, letter.withCancellation(now()));
        }
        return true;
    }
}
