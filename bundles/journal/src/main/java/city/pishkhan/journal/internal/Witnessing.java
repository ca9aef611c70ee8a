package city.pishkhan.journal.internal;

import city.pishkhan.api.Caller;
import city.pishkhan.api.HubJournal;
import city.pishkhan.evidence.Json;
import city.pishkhan.evidence.Seal;
import city.pishkhan.outgoing.SignedPost;
import city.pishkhan.outgoing.SignedPost.Answer;
import city.pishkhan.persistence.Tx;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands the seals to one witness, in their order, and keeps its receipts. What it is sent is {@code {"seal": …}}; it answers 2xx, or 409
 * if it has another seal of that number, and in both cases what it has: {@code {"number": n, "hash": …}}, signed as requests are.
 */
final class Witnessing {
    private static final Logger LOG = LoggerFactory.getLogger(Witnessing.class);
    private static final int CONFLICT = 409;
    /** longer than any turn lasts: a node that died in its turn keeps the others waiting no longer */
    private static final Duration SPARE = Duration.ofSeconds(20);

    private final String name;
    private final Tx tx;
    private final WitnessTable table;
    private final SignedPost post;
    private final HubJournal journal;
    private final Duration patience;
    private final Duration most;
    private boolean failing;

    /** @param patience of {@code post} @param most between two attempts */
    Witnessing(
            String name,
            Tx tx,
            WitnessTable table,
            SignedPost post,
            HubJournal journal,
            Duration patience,
            Duration most) {
        this.name = name;
        this.tx = tx;
        this.table = table;
        this.post = post;
        this.journal = journal;
        this.patience = patience;
        this.most = most;
    }

    /** @return whether there may be more to tell at once */
    boolean turn() throws InterruptedException {
        OptionalLong after = table.due(name);
        if (after.isEmpty()) {
            return false;
        }
        List<Seal> next = tx.single(sql -> SealTable.after(sql, after.getAsLong(), 1));
        if (next.isEmpty() || !table.lease(name, after.getAsLong(), patience.plus(SPARE))) {
            return false;
        }
        return tell(next.get(0));
    }

    private boolean tell(Seal seal) throws InterruptedException {
        try {
            Answer answer = post.ask(name, "{\"seal\":" + Json.line(Json.write(seal)) + "}");
            Optional<String> kept = kept(answer, seal.number());
            if (kept.isPresent() && !kept.get().equals(seal.hash())) {
                alarm(seal, kept.get());
                return false;
            }
            if (kept.isEmpty() || answer.status() / 100 != 2) {
                throw new IOException("the witness answers " + answer.status()
                        + (kept.isEmpty() ? " and gives no signed receipt" : ""));
            }
            table.taken(name, seal.number(), answer);
            if (failing) {
                LOG.info("Witness {} takes the seals again", name);
                failing = false;
            }
            return true;
        } catch (IOException e) {
            table.failed(name, e.toString(), most);
            if (!failing) {
                LOG.warn("Witness {} does not take the seals, and is tried again: {}", name, e.toString());
                failing = true;
            }
            return false;
        }
    }

    /** Hash of the seal that the witness has under that number, if it says so and it is the witness that says it. */
    private Optional<String> kept(Answer answer, long number) {
        if (answer.status() / 100 != 2 && answer.status() != CONFLICT || !post.signed(answer)) {
            return Optional.empty();
        }
        try {
            JsonNode said = Json.parse(answer.body());
            return said.path("number").asLong() == number && said.path("hash").isTextual()
                    ? Optional.of(said.path("hash").asText())
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private void alarm(Seal ours, String theirs) {
        String text = "witness " + name + " has another seal " + ours.number() + " (" + theirs + ") than the journal ("
                + ours.hash() + ")";
        if (table.alarm(name, text, most)) {
            LOG.error("THE JOURNAL WAS ROLLED BACK OR REWRITTEN, OR THE WITNESS WAS: {}", text);
            journal.record(
                    "journal.witness-disagrees",
                    Caller.HUB,
                    Map.of("witness", name, "seal", ours.number(), "ours", ours.hash(), "theirs", theirs));
        }
    }
}
