package city.pishkhan.payments.internal.settlement;

import city.pishkhan.persistence.DeferredWrite;
import city.pishkhan.persistence.Tx;
import java.util.function.Supplier;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementContext;

/** Counts commits and statements, and can simulate a crash before a commit. */
final class CountingTx implements Tx {
    /** Simulates a crash of the hub. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    private final Tx tx;
    int commits;
    int statements;
    /** number of the commit before which the hub crashes, counted from now; 0 for no crash */
    int dieAt;

    CountingTx(Tx tx) {
        this.tx = tx;
    }

    @Override
    public <T> T required(Work<T> work) {
        if (tx.isActive()) {
            return tx.required(work);
        }
        return tx.required(sql -> {
            sql.getConfig(SqlStatements.class).setSqlLogger(new SqlLogger() {
                @Override
                public void logAfterExecution(StatementContext context) {
                    statements++;
                }
            });
            T result = work.run(sql);
            commits++;
            if (dieAt > 0 && --dieAt == 0) {
                throw new Killed();
            }
            return result;
        });
    }

    @Override
    public <T> T single(Work<T> statement) {
        return tx.single(statement);
    }

    @Override
    public <T> T separate(Work<T> work) {
        return tx.separate(work);
    }

    @Override
    public boolean isActive() {
        return tx.isActive();
    }

    @Override
    public <T> T local(Object key, Supplier<T> first) {
        return tx.local(key, first);
    }

    @Override
    public void beforeCommit(Action action) {
        tx.beforeCommit(action);
    }

    @Override
    public void atCommit(DeferredWrite write) {
        tx.atCommit(write);
    }

    @Override
    public void flush() {
        tx.flush();
    }

    @Override
    public void afterCommit(Runnable action) {
        tx.afterCommit(action);
    }
}
