package city.pishkhan.simulators.inquiries;

import city.pishkhan.simulators.site.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.Deque;

/** An inquiry at a partner, whose state is rebuilt from its ledger entries. Callers must synchronize on the object. */
final class PartnerInquiry {

    final String id;
    String digest;
    String reference;
    int times;
    /** Final state {@code WITHDRAWN} or {@code SUPERSEDED}, or {@code null} while the inquiry is open. */
    String finalState;
    /** Last answer, or {@code null}. */
    Decision lastAnswer;
    /** Answers that were decided when the inquiry first arrived, and are still to be sent. */
    final Deque<Decision> pending = new ArrayDeque<>();

    PartnerInquiry(String id) {
        this.id = id;
    }

    /** Returns whether the next answer to send is in the ledger already. */
    boolean isNextRecorded() {
        return lastAnswer != null && lastAnswer == pending.peek();
    }

    boolean hasPendingAnswer() {
        return finalState == null && !pending.isEmpty();
    }

    View view() {
        String state = finalState != null
                ? finalState
                : lastAnswer == null || lastAnswer.verdict().equals(Decision.EXTEND) ? "OPEN" : "ANSWERED";
        return new View(id, digest, reference, state, lastAnswer);
    }

    /** Applies an entry of the ledger. */
    void replay(JsonNode entry) {
        switch (entry.path("kind").asText()) {
            case "inquiry" -> {
                times = 1;
                digest = entry.path("digest").asText();
                reference = entry.path("reference").asText();
                entry.path("decisions")
                        .forEach(decision -> pending.add(Json.MAPPER.convertValue(decision, Decision.class)));
                if (entry.path("reply").asText().equals("answer")) {
                    lastAnswer = pending.poll();
                }
            }
            case "repeat" -> times = entry.path("times").asInt();
            case "answered" -> lastAnswer = pending.peek();
            case "acknowledged", "refused" -> pending.poll();
            case "withdrawn" -> finalState = "WITHDRAWN";
            case "superseded" -> finalState = "SUPERSEDED";
            default -> {
                // entries of rejected calls have no effect on the inquiry
            }
        }
    }
}
