package city.pishkhan.outgoing;

import city.pishkhan.messages.NullContract;
import city.pishkhan.persistence.Tx;
import java.time.Duration;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Progress, next attempt and current lease of each recipient. The table has the columns {@code name}, a {@code bigint} for the
 * position, {@code attempts}, {@code next_attempt}, {@code leased_until}, {@code last_error} and {@code delivered_at}. All times are
 * those of the database.
 */
public final class RecipientRepository {
    private static final int LONGEST_ERROR = 300;
    private static final int DOUBLINGS = 20;

    private final Tx tx;
    private final String table;
    private final String place;
    private final Duration first;

    /**
     * @param table table with its schema, owned by the bundle of these recipients
     * @param place column with the position
     * @param first delay after the first failure; it doubles with each further failure
     */
    public RecipientRepository(Tx tx, String table, String place, Duration first) {
        this.tx = tx;
        this.table = table;
        this.place = place;
        this.first = first;
    }

    /**
     * Returns the position after which to continue; empty while another node holds the lease or the next attempt is not due.
     */
    OptionalLong findDue(String name) {
        return tx.single(sql -> sql.createQuery("select " + place + " from " + table
                                + " where name = :name and leased_until <= now() and next_attempt <= now()")
                        .bind("name", name)
                        .mapTo(Long.class)
                        .findOne())
                .map(OptionalLong::of)
                .orElseGet(OptionalLong::empty);
    }

    /**
     * Leases a recipient for this node, so that no other node delivers to it.
     *
     * @return {@code false} if another node holds the lease
     */
    boolean lease(String name, long after, Duration length) {
        return tx.single(sql -> sql.createUpdate(
                                "update " + table + " set leased_until = now() + :seconds * interval '1 second'"
                                        + " where name = :name and " + place + " = :after and leased_until <= now()")
                        .bind("name", name)
                        .bind("after", after)
                        .bind("seconds", length.toSeconds())
                        .execute())
                == 1;
    }

    /** Records that the recipient accepted all items up to {@code upTo}, and ends the lease. */
    public void recordAccepted(String name, long upTo) {
        tx.single(sql -> {
            recordAccepted(sql, name, upTo);
            return true;
        });
    }

    /** Like {@link #recordAccepted(String, long)}, in the caller's transaction. */
    public void recordAccepted(Handle sql, String name, long upTo) {
        sql.createUpdate(
                        "update " + table + " set " + place + " = greatest(" + place + ", :place), attempts = 0,"
                                + " next_attempt = now(), leased_until = now(), last_error = null, delivered_at = now() where name = :name")
                .bind("name", name)
                .bind("place", upTo)
                .execute();
    }

    /** Records a failure and ends the lease. The next attempt follows after {@code maxDelay} at the latest. */
    public void recordFailure(String name, String error, Duration maxDelay) {
        tx.single(sql -> {
            recordFailure(sql, name, error, maxDelay);
            return true;
        });
    }

    /**
     * Like {@link #recordFailure(String, String, Duration)}, in the caller's transaction.
     *
     * @param error error message, or {@code null}
     */
    public void recordFailure(Handle sql, String name, @Nullable String error, Duration maxDelay) {
        sql.createUpdate("update " + table + " set attempts = attempts + 1, last_error = :error, leased_until = now(),"
                        + " next_attempt = now() + least(:first * power(2, least(attempts, :doublings)), :most) * interval '1 second'"
                        + " where name = :name")
                .bind("name", name)
                .bind("error", shortened(error))
                .bind("first", first.toSeconds())
                .bind("doublings", DOUBLINGS)
                .bind("most", maxDelay.toSeconds())
                .execute();
    }

    @NullContract("!null -> !null")
    private static @Nullable String shortened(@Nullable String error) {
        return error == null ? null : error.substring(0, Math.min(error.length(), LONGEST_ERROR));
    }
}
