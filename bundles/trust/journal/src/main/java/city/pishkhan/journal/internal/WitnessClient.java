package city.pishkhan.journal.internal;

import city.pishkhan.api.journal.HubJournal;
import city.pishkhan.api.security.Caller;
import city.pishkhan.outgoing.Delivery;
import city.pishkhan.outgoing.Recipient;
import city.pishkhan.outgoing.SignedPost;
import city.pishkhan.outgoing.SignedPost.SignedResponse;
import city.pishkhan.persistence.Tx;
import city.pishkhan.proofs.CanonicalJson;
import city.pishkhan.proofs.Seal;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the seals to one witness in order and keeps its receipts.
 *
 * <p>The request is {@code {"seal": …}}. The witness replies 2xx, or 409 if it has another seal of that number or a seal that
 * contradicts this one. In both cases the reply has the seal it keeps, {@code {"number": n, "hash": …}}, signed like requests.
 */
final class WitnessClient implements Delivery.Source<Seal> {
    private static final Logger LOG = LoggerFactory.getLogger(WitnessClient.class);
    private static final int CONFLICT = 409;

    /** Result of asking a witness, at the start of the hub, whether this hub is the newest copy. */
    enum Confirmation {
        /** The witness has accepted all seals. */
        CONFIRMED,
        /** The witness has a later seal that differs from ours, although it once accepted a seal of this journal. */
        OVERTAKEN,
        /** The witness has a different history, and nothing shows which of both is older. */
        DISAGREES
    }

    @FunctionalInterface
    private interface Sending {
        SignedResponse send(String name, String json) throws IOException, InterruptedException;
    }

    private final String name;
    private final SignedPost post;
    private final Tx tx;
    private final WitnessRepository table;
    private final HubJournal journal;
    private final Duration most;
    private final Delivery<Seal> delivery;

    /** @param most maximum time between two attempts */
    WitnessClient(Recipient witness, Tx tx, WitnessRepository table, HubJournal journal, Duration most) {
        this.name = witness.name();
        this.post = witness.post();
        this.tx = tx;
        this.table = table;
        this.journal = journal;
        this.most = most;
        this.delivery = new Delivery<>("Witness", witness, table.rows(), most, this);
    }

    /** @return {@code true} if more seals may be ready to send */
    boolean sendNext() throws InterruptedException {
        return delivery.deliverNext();
    }

    @Override
    public Optional<Seal> after(long number) {
        return tx.single(sql -> SealRepository.after(sql, number, 1)).stream().findFirst();
    }

    String name() {
        return name;
    }

    @Override
    public boolean deliver(Seal seal) throws IOException, InterruptedException {
        return sendAndCompare(seal, post::exchange).isEmpty();
    }

    /**
     * Sends the seals that the witness has not accepted yet, even before it is decided whether this hub may send. Needs
     * no lease: a seal that another node sends at the same time, or that was sent before a crash, gets the same receipt
     * again.
     *
     * @param last last seal to send
     * @param accepted number of the journal's last entry when operators last ended a quarantine; 0 if they never did
     * @throws IOException if the witness does not answer; seals that it has accepted are not sent again
     */
    Confirmation confirm(Seal last, long accepted) throws IOException, InterruptedException {
        long acceptedNumber = table.lastAccepted(name);
        Optional<Seal> next = after(acceptedNumber);
        while (next.isPresent() && acceptedNumber < last.number()) {
            Seal seal = next.get();
            Optional<Kept> kept = sendAndCompare(seal, post::exchangeWhileUndecided);
            if (kept.isPresent()) {
                boolean isLater = table.hasReceipt(name) && kept.get().number() > acceptedNumber;
                boolean isReleased = seal.from() <= accepted + 1;
                return isLater && !isReleased ? Confirmation.OVERTAKEN : Confirmation.DISAGREES;
            }
            acceptedNumber = seal.number();
            next = after(acceptedNumber);
        }
        return Confirmation.CONFIRMED;
    }

    /** Returns the seal that the witness keeps instead of this seal; empty if it accepted this seal. */
    private Optional<Kept> sendAndCompare(Seal seal, Sending sending) throws IOException, InterruptedException {
        SignedResponse answer = sending.send(name, "{\"seal\":" + CanonicalJson.line(CanonicalJson.write(seal)) + "}");
        Optional<Kept> kept = readKeptSeal(answer, seal.number());
        if (kept.isPresent()) {
            Optional<String> ownSealHash = ownHash(kept.get().number(), seal);
            if (!ownSealHash.equals(Optional.of(kept.get().hash()))) {
                raiseAlarm(kept.get(), ownSealHash);
                return kept;
            }
        }
        if (kept.isEmpty() || answer.status() / 100 != 2) {
            throw new IOException(
                    "the witness answers " + answer.status() + (kept.isEmpty() ? " and gives no signed receipt" : ""));
        }
        table.recordReceipt(name, seal.number(), answer);
        return Optional.empty();
    }

    private record Kept(long number, String hash) {}

    /**
     * Reads the seal that the witness keeps from a correctly signed reply: the seal of this number, or after 409 another seal
     * that contradicts it. Empty if the reply has none.
     */
    private Optional<Kept> readKeptSeal(SignedResponse answer, long number) {
        if (answer.status() / 100 != 2 && answer.status() != CONFLICT || !post.hasValidSignature(answer)) {
            return Optional.empty();
        }
        try {
            JsonNode reply = CanonicalJson.parse(answer.body());
            boolean speaks = reply.path("hash").isTextual()
                    && (reply.path("number").asLong() == number
                            || answer.status() == CONFLICT
                                    && reply.path("number").isIntegralNumber());
            return speaks
                    ? Optional.of(new Kept(
                            reply.path("number").asLong(), reply.path("hash").asText()))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Optional<String> ownHash(long number, Seal sentSeal) {
        return number == sentSeal.number()
                ? Optional.of(sentSeal.hash())
                : tx.single(sql -> SealRepository.find(sql, number))
                        .map(found -> found.seal().hash());
    }

    private void raiseAlarm(Kept witnessSeal, Optional<String> ownSealHash) {
        String text = "witness " + name + " has a different seal " + witnessSeal.number() + " (" + witnessSeal.hash()
                + ") than the journal (" + ownSealHash.orElse("none") + ")";
        if (table.tryRecordAlarm(name, text, most)) {
            LOG.error("THE JOURNAL WAS ROLLED BACK OR REWRITTEN, OR THE WITNESS WAS: {}", text);
            journal.record(
                    "journal.witness-disagrees",
                    Caller.HUB,
                    Map.of(
                            "witness",
                            name,
                            "seal",
                            witnessSeal.number(),
                            "ours",
                            ownSealHash.orElse(""),
                            "theirs",
                            witnessSeal.hash()));
        }
    }
}
