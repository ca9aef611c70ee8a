package city.pishkhan.simulators.inquiries;

import city.pishkhan.simulators.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.Deque;

/** An inquiry that a partner holds; whoever touches it holds its monitor. Its state is what its entries of the ledger say. */
final class Held {

    final String id;
    String digest;
    String reference;
    int times;
    /** {@code WITHDRAWN} or {@code SUPERSEDED}, or null */
    String ended;
    /** what was said last, or null */
    Decision said;
    /** decided when the inquiry first came, said later */
    final Deque<Decision> toSay = new ArrayDeque<>();

    Held(String id) {
        this.id = id;
    }

    /** Whether the next answer is on record already and waits for the hub to acknowledge it. */
    boolean nextIsSaid() {
        return said != null && said == toSay.peek();
    }

    boolean owes() {
        return ended == null && !toSay.isEmpty();
    }

    View view() {
        String state =
                ended != null ? ended : said == null || said.verdict().equals(Decision.EXTEND) ? "OPEN" : "ANSWERED";
        return new View(id, digest, reference, state, said);
    }

    /** Repeats what an entry of the ledger says. */
    void replay(JsonNode entry) {
        switch (entry.path("kind").asText()) {
            case "inquiry" -> {
                times = 1;
                digest = entry.path("digest").asText();
                reference = entry.path("reference").asText();
                entry.path("decisions")
                        .forEach(decision -> toSay.add(Json.MAPPER.convertValue(decision, Decision.class)));
                if (entry.path("reply").asText().equals("answer")) {
                    said = toSay.poll();
                }
            }
            case "repeat" -> times = entry.path("times").asInt();
            case "answered" -> said = toSay.peek();
            case "acknowledged", "refused" -> toSay.poll();
            case "withdrawn" -> ended = "WITHDRAWN";
            case "superseded" -> ended = "SUPERSEDED";
            default -> {
                // calls that were not taken changed nothing
            }
        }
    }
}
