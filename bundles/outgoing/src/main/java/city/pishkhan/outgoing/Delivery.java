package city.pishkhan.outgoing;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells one recipient what there is, in its order and from where it was told last: each thing at least once, and not the next before it
 * has taken this one. Of several nodes one at a time does; a recipient that does not take it is tried again, later and later.
 *
 * @param <T> what it is told at once
 */
public final class Delivery<T> {

    /** What there is to tell, and how. */
    public interface Source<T> {

        /** What comes after a place; empty if nothing does yet. */
        Optional<T> after(long place);

        /**
         * Tells it, and writes down that it was taken ({@link RecipientRepository#taken(String, long)}).
         *
         * @return whether it was; if not, what follows from that is written down too
         * @throws IOException if it was not, and is to be tried again
         */
        boolean tell(T what) throws IOException, InterruptedException;
    }

    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);
    /** beyond its patience; longer than any turn lasts: a node that died in its turn keeps the others waiting no longer */
    private static final Duration SPARE = Duration.ofSeconds(20);

    private final String kind;
    private final Recipient recipient;
    private final RecipientRepository rows;
    private final Duration most;
    private final Source<T> source;
    private boolean failing;

    /**
     * @param kind of recipient, for the log
     * @param rows in which there is one for the recipient
     * @param most between two attempts
     */
    public Delivery(String kind, Recipient recipient, RecipientRepository rows, Duration most, Source<T> source) {
        this.kind = kind;
        this.recipient = recipient;
        this.rows = rows;
        this.most = most;
        this.source = source;
    }

    /** @return whether there may be more to tell at once */
    public boolean turn() throws InterruptedException {
        OptionalLong after = rows.due(recipient.name());
        if (after.isEmpty()) {
            return false;
        }
        Optional<T> next = source.after(after.getAsLong());
        Duration longest = recipient.post().patience().plus(SPARE);
        return next.isPresent() && rows.lease(recipient.name(), after.getAsLong(), longest) && tell(next.get());
    }

    private boolean tell(T what) throws InterruptedException {
        try {
            boolean taken = source.tell(what);
            if (taken && failing) {
                LOG.info("{} {} takes what it is told again", kind, recipient.name());
                failing = false;
            }
            return taken;
        } catch (IOException e) {
            rows.failed(recipient.name(), e.toString(), most);
            if (!failing) {
                LOG.warn(
                        "{} {} does not take what it is told, and is tried again: {}",
                        kind,
                        recipient.name(),
                        e.toString());
                failing = true;
            }
            return false;
        }
    }
}
