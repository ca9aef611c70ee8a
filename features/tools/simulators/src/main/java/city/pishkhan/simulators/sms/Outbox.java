package city.pishkhan.simulators.sms;

import city.pishkhan.simulators.site.Ledger;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Sent messages, one per id, rebuilt from the ledger. */
final class Outbox {

    /** @param copies how often the sender submitted the message */
    record Sent(String id, String reference, String to, String text, String at, int copies) {}

    private final Ledger ledger;
    private final Map<String, Sent> byId = new LinkedHashMap<>();

    Outbox(Ledger ledger) throws IOException {
        this.ledger = ledger;
        ledger.replay(this::replay);
    }

    private void replay(JsonNode entry) {
        String id = entry.path("id").asText();
        Sent before = byId.get(id);
        byId.put(
                id,
                before == null
                        ? new Sent(
                                id,
                                "S-" + (byId.size() + 1),
                                entry.path("to").asText(),
                                entry.path("text").asText(),
                                entry.path("at").asText(),
                                1)
                        : new Sent(id, before.reference, before.to, before.text, before.at, before.copies + 1));
    }

    /** @return the message; {@code copies} is above 1 if it was sent before */
    synchronized Sent accept(String id, String to, String text) {
        Sent before = byId.get(id);
        if (before == null) {
            ledger.append("sent", id, Map.of("to", to, "text", text));
            byId.put(
                    id,
                    new Sent(
                            id,
                            "S-" + (byId.size() + 1),
                            to,
                            text,
                            Instant.now().toString(),
                            1));
        } else {
            ledger.append("duplicate", id, Map.of());
            byId.put(id, new Sent(id, before.reference, before.to, before.text, before.at, before.copies + 1));
        }
        return byId.get(id);
    }

    /**
     * Returns the messages, oldest first.
     *
     * @param to mobile number, or {@code null} for all messages
     */
    synchronized List<Sent> list(String to) {
        return new ArrayList<>(byId.values().stream()
                .filter(sent -> to == null || sent.to.equals(to))
                .toList());
    }
}
