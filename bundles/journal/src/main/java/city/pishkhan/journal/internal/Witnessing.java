package city.pishkhan.journal.internal;

import city.pishkhan.api.Caller;
import city.pishkhan.api.HubJournal;
import city.pishkhan.evidence.Json;
import city.pishkhan.evidence.Seal;
import city.pishkhan.outgoing.Delivery;
import city.pishkhan.outgoing.Recipient;
import city.pishkhan.outgoing.SignedPost;
import city.pishkhan.outgoing.SignedPost.Answer;
import city.pishkhan.persistence.Tx;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands the seals to one witness, in their order, and keeps its receipts. What it is sent is {@code {"seal": …}}; it answers 2xx, or 409
 * if it has another seal of that number, and in both cases what it has: {@code {"number": n, "hash": …}}, signed as requests are.
 */
final class Witnessing implements Delivery.Source<Seal> {
    private static final Logger LOG = LoggerFactory.getLogger(Witnessing.class);
    private static final int CONFLICT = 409;

    private final String name;
    private final SignedPost post;
    private final Tx tx;
    private final WitnessTable table;
    private final HubJournal journal;
    private final Duration most;
    private final Delivery<Seal> delivery;

    /** @param most between two attempts */
    Witnessing(Recipient witness, Tx tx, WitnessTable table, HubJournal journal, Duration most) {
        this.name = witness.name();
        this.post = witness.post();
        this.tx = tx;
        this.table = table;
        this.journal = journal;
        this.most = most;
        this.delivery = new Delivery<>("Witness", witness, table.rows(), most, this);
    }

    /** @return whether there may be more to tell at once */
    boolean turn() throws InterruptedException {
        return delivery.turn();
    }

    @Override
    public Optional<Seal> after(long number) {
        return tx.single(sql -> SealTable.after(sql, number, 1)).stream().findFirst();
    }

    @Override
    public boolean tell(Seal seal) throws IOException, InterruptedException {
        Answer answer = post.ask(name, "{\"seal\":" + Json.line(Json.write(seal)) + "}");
        Optional<String> kept = kept(answer, seal.number());
        if (kept.isPresent() && !kept.get().equals(seal.hash())) {
            alarm(seal, kept.get());
            return false;
        }
        if (kept.isEmpty() || answer.status() / 100 != 2) {
            throw new IOException(
                    "the witness answers " + answer.status() + (kept.isEmpty() ? " and gives no signed receipt" : ""));
        }
        table.taken(name, seal.number(), answer);
        return true;
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
