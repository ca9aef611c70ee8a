package city.pishkhan.simulators.numbers;

import city.pishkhan.simulators.site.Control;
import city.pishkhan.simulators.site.Ledger;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Owners of mobile numbers. Entries of the script are copied to the ledger, so they remain after the script changes or
 * the simulator restarts.
 */
final class Owners {
    private final Ledger ledger;
    private final Map<String, String> byMobile = new ConcurrentHashMap<>();

    Owners(Ledger ledger, Control control) throws IOException {
        this.ledger = ledger;
        ledger.replay(entry ->
                byMobile.put(entry.path("id").asText(), entry.path("nationalId").asText()));
        control.watch(() -> control.script().forEach(this::register));
    }

    private void register(JsonNode members) {
        String mobile = members.path("mobile").asText();
        String owner = members.path("nationalId").asText();
        if (!owner.equals(byMobile.put(mobile, owner))) {
            ledger.append("owner", mobile, Map.of("nationalId", owner));
        }
    }

    /** Returns {@code owned}, {@code anothers} or {@code unknown}. */
    String owner(String nationalId, String mobile) {
        String owner = byMobile.get(mobile);
        if (owner == null || owner.isEmpty()) {
            return "unknown";
        }
        return owner.equals(nationalId) ? "owned" : "anothers";
    }
}
