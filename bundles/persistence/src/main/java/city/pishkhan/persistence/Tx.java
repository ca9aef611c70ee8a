package city.pishkhan.persistence;

import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/**
 * The unit of work: ONE connection per thread, whatever runs inside uses it, one commit at the end. On any exception everything is
 * rolled back and the exception goes on to the caller.
 */
public interface Tx {

    /** Work in a transaction. */
    @FunctionalInterface
    interface Work<T> {
        T run(Handle sql);
    }

    /** Work in a transaction without a result. */
    @FunctionalInterface
    interface Action {
        void run(Handle sql);
    }

    /** Joins the thread's transaction or begins one. */
    <T> T required(Work<T> work);

    /** As {@link #required(Work)}. */
    default void run(Action action) {
        required(sql -> {
            action.run(sql);
            return null;
        });
    }

    /**
     * Joins the thread's transaction, or else runs ONE statement that commits by itself: two round trips less where every one counts.
     * Nothing that belongs to a transaction ({@link #local}, {@link #beforeCommit}, entity managers) may be used in it.
     */
    <T> T single(Work<T> statement);

    /** Runs in a transaction of its own, also inside another (which holds its connection meanwhile: use it rarely). */
    <T> T separate(Work<T> work);

    /** Whether the thread is in a transaction. */
    boolean active();

    /**
     * A value that lives as long as the transaction: what is collected in it is gone with a rollback. Only inside a transaction.
     *
     * @param key   whose value
     * @param first makes it at first use
     */
    <T> T local(Object key, Supplier<T> first);

    /**
     * Runs just before the commit, once: for what is collected and written in one batch. What changed in entities may not have been sent by then.
     * Only inside a transaction.
     */
    void beforeCommit(Action action);

    /**
     * Sends a write just before the commit, in ONE statement with what else waits for it, entities' changes included: nothing in the transaction
     * may want to see it. Only inside a transaction.
     */
    void atCommit(DeferredWrite write);

    /** Sends now, as one statement, what waits for the commit and what changed in entities: somebody in the transaction is about to read it. Only inside a transaction. */
    void flush();

    /** Runs after the commit, on the committing thread; never if rolled back. Only inside a transaction. */
    void afterCommit(Runnable action);
}
