package city.pishkhan.persistence;

import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.NullUnmarked;

/**
 * Runs work in transactions. A transaction has ONE connection and belongs to one thread; everything that runs inside uses that
 * connection. Any exception rolls the transaction back and is passed to the caller.
 */
public interface Tx {

    /** Work in a transaction. Its result may be {@code null}: NullAway would need generics for that. */
    @NullUnmarked
    @FunctionalInterface
    interface Work<T> {
        /**
         * Runs the work.
         *
         * @param sql handle on the transaction's connection; must not be closed
         * @return the result, passed to the caller
         */
        T run(Handle sql);
    }

    /** Work in a transaction without a result. */
    @FunctionalInterface
    interface Action {
        /**
         * Runs the work.
         *
         * @param sql handle on the transaction's connection; must not be closed
         */
        void run(Handle sql);
    }

    /** Runs the work in the thread's transaction, or in a new one if there is none. */
    <T> T required(Work<T> work);

    /** Like {@link #required(Work)}, without a result. */
    default void run(Action action) {
        required(sql -> {
            action.run(sql);
            return null;
        });
    }

    /**
     * Runs ONE statement: in the thread's transaction if there is one, else with its own automatic commit. This saves two
     * round trips to the database. {@link #local}, {@link #beforeCommit} and entity managers are not available outside a
     * transaction.
     */
    <T> T single(Work<T> statement);

    /**
     * Runs the work in a new transaction, even inside another one. The outer transaction keeps its own connection, so
     * the thread uses two connections. Use this rarely.
     */
    <T> T separate(Work<T> work);

    /** Returns {@code true} if the thread is in a transaction. */
    boolean isActive();

    /**
     * Returns a value that lives as long as the transaction and is lost on rollback. Only inside a transaction.
     *
     * @param key owner of the value
     * @param first creates the value at first use
     */
    <T> T local(Object key, Supplier<T> first);

    /**
     * Runs an action once, just before the commit, e.g. to write collected rows in one batch. Changes of entities may not have
     * reached the database yet. Only inside a transaction.
     */
    void beforeCommit(Action action);

    /**
     * Sends a write just before the commit, in ONE statement with all other waiting writes and changes of entities. No
     * statement of the transaction may depend on its effect. Only inside a transaction.
     */
    void atCommit(DeferredWrite write);

    /**
     * Sends the waiting writes and changed entities now, as one statement, because the transaction is about to read them. Only
     * inside a transaction.
     */
    void flush();

    /** Runs an action after the commit, on the committing thread; not after a rollback. Only inside a transaction. */
    void afterCommit(Runnable action);
}
