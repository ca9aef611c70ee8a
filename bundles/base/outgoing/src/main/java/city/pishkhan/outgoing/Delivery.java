package city.pishkhan.outgoing;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers items to one recipient in order, each at least once. An item is sent only after the recipient has accepted
 * the previous one. One node at a time delivers; failed deliveries are retried with growing delays.
 *
 * @param <T> type of an item
 */
public final class Delivery<T> {

    /** Supplies the items for the recipient in order, and sends each of them. */
    public interface Source<T> {

        /** Returns the item after a position; empty if there is none yet. */
        Optional<T> after(long place);

        /**
         * Delivers an item and records the acceptance ({@link RecipientRepository#recordAccepted(String, long)}).
         *
         * @return {@code true} if it was accepted; {@code false} if the recipient rejected it and the source has
         *         recorded that
         * @throws IOException if the delivery failed and must be retried
         */
        boolean deliver(T what) throws IOException, InterruptedException;
    }

    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);
    /**
     * Time added to the recipient's timeout to get the length of a lease. The lease must be longer than any delivery
     * attempt. After the crash of a node, other nodes wait until the lease ends.
     */
    private static final Duration SPARE = Duration.ofSeconds(20);

    private final String kind;
    private final Recipient recipient;
    private final RecipientRepository rows;
    private final Duration maxDelay;
    private final Source<T> source;
    private boolean failing;

    /**
     * @param kind kind of recipient, for the log
     * @param rows table with a row for the recipient
     * @param maxDelay maximum time between two attempts
     */
    public Delivery(String kind, Recipient recipient, RecipientRepository rows, Duration maxDelay, Source<T> source) {
        this.kind = kind;
        this.recipient = recipient;
        this.rows = rows;
        this.maxDelay = maxDelay;
        this.source = source;
    }

    /**
     * Delivers the next item.
     *
     * @return {@code true} if more items may be ready
     */
    public boolean deliverNext() throws InterruptedException {
        OptionalLong after = rows.findDue(recipient.name());
        if (after.isEmpty()) {
            return false;
        }
        Optional<T> next = source.after(after.getAsLong());
        Duration longest = recipient.post().timeout().plus(SPARE);
        return next.isPresent() && rows.lease(recipient.name(), after.getAsLong(), longest) && deliver(next.get());
    }

    private boolean deliver(T what) throws InterruptedException {
        try {
            boolean accepted = source.deliver(what);
            if (accepted && failing) {
                LOG.info("{} {} accepts deliveries again", kind, recipient.name());
                failing = false;
            }
            return accepted;
        } catch (IOException e) {
            rows.recordFailure(recipient.name(), e.toString(), maxDelay);
            if (!failing) {
                LOG.warn(
                        "{} {} does not accept deliveries; the delivery is retried: {}",
                        kind,
                        recipient.name(),
                        e.toString());
                failing = true;
            }
            return false;
        }
    }
}
