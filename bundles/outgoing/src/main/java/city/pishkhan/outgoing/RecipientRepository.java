package city.pishkhan.outgoing;

import city.pishkhan.persistence.Tx;
import java.time.Duration;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;

/**
 * How far each recipient has been told, when it is tried again, and which node has its turn. Over a table with the columns {@code name},
 * a {@code bigint} for the place up to which it was told, {@code attempts}, {@code next_attempt}, {@code leased_until},
 * {@code last_error} and {@code told}; the database's clock decides.
 */
public final class RecipientRepository {
    private static final int LONGEST_ERROR = 300;
    private static final int DOUBLINGS = 20;

    private final Tx tx;
    private final String table;
    private final String place;
    private final Duration first;

    /**
     * @param table with its schema, of the bundle whose recipients these are
     * @param place the column that says how far
     * @param first delay after a recipient did not take what it was told; it doubles with each further time
     */
    public RecipientRepository(Tx tx, String table, String place, Duration first) {
        this.tx = tx;
        this.table = table;
        this.place = place;
        this.first = first;
    }

    /** After which place to go on; empty while it is another node's turn, or not time for another attempt yet. */
    OptionalLong due(String name) {
        return tx.single(sql -> sql.createQuery("select " + place + " from " + table
                                + " where name = :name and leased_until <= now() and next_attempt <= now()")
                        .bind("name", name)
                        .mapTo(Long.class)
                        .findOne())
                .map(OptionalLong::of)
                .orElseGet(OptionalLong::empty);
    }

    /** Takes a recipient's turn for this node. @return whether no other was faster */
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

    /** Ends the turn: the recipient has all up to {@code upTo}. */
    public void taken(String name, long upTo) {
        tx.single(sql -> {
            taken(sql, name, upTo);
            return null;
        });
    }

    /** As {@link #taken(String, long)}, together with what else its having it changes. */
    public void taken(Handle sql, String name, long upTo) {
        sql.createUpdate(
                        "update " + table + " set " + place + " = greatest(" + place + ", :place), attempts = 0,"
                                + " next_attempt = now(), leased_until = now(), last_error = null, told = now() where name = :name")
                .bind("name", name)
                .bind("place", upTo)
                .execute();
    }

    /** Ends the turn: the recipient has not taken it, and is tried again after {@code most} at the latest. */
    public void failed(String name, String error, Duration most) {
        tx.single(sql -> {
            failed(sql, name, error, most);
            return null;
        });
    }

    /** As {@link #failed(String, String, Duration)}, together with what else follows. @param error may be {@code null} */
    public void failed(Handle sql, String name, String error, Duration most) {
        sql.createUpdate("update " + table + " set attempts = attempts + 1, last_error = :error, leased_until = now(),"
                        + " next_attempt = now() + least(:first * power(2, least(attempts, :doublings)), :most) * interval '1 second'"
                        + " where name = :name")
                .bind("name", name)
                .bind("error", shortened(error))
                .bind("first", first.toSeconds())
                .bind("doublings", DOUBLINGS)
                .bind("most", most.toSeconds())
                .execute();
    }

    private static String shortened(String error) {
        return error == null ? null : error.substring(0, Math.min(error.length(), LONGEST_ERROR));
    }
}
