package city.pishkhan.persistence.internal;

import city.pishkhan.persistence.DeferredWrite;
import city.pishkhan.persistence.Tx;
import java.time.OffsetDateTime;
import java.util.UUID;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Implements {@link Tx} on one data source. */
@Component(service = {Tx.class, JdbiTx.class})
public final class JdbiTx implements Tx {
    private static final Logger LOG = LoggerFactory.getLogger(JdbiTx.class);

    private final Jdbi jdbi;
    private final ThreadLocal<UnitOfWork> current = new ThreadLocal<>();

    @Activate
    public JdbiTx(@Reference(target = "(osgi.jndi.service.name=hub)") DataSource dataSource) {
        this.jdbi = Jdbi.create(dataSource)
                .registerArrayType(UUID.class, "uuid")
                .registerArrayType(String.class, "text")
                .registerArrayType(Long.class, "bigint")
                .registerArrayType(OffsetDateTime.class, "timestamptz");
    }

    @Override
    public <T> T required(Work<T> work) {
        UnitOfWork unit = current.get();
        return unit != null ? work.run(unit.sql()) : separate(work);
    }

    @Override
    public <T> T single(Work<T> statement) {
        UnitOfWork unit = current.get();
        if (unit != null) {
            return statement.run(unit.sql());
        }
        try (Handle sql = jdbi.open()) {
            return statement.run(sql);
        }
    }

    @Override
    public <T> T separate(Work<T> work) {
        UnitOfWork outer = current.get();
        UnitOfWork unit;
        T result;
        try (Handle sql = jdbi.open()) {
            unit = new UnitOfWork(sql);
            current.set(unit);
            result = inTransaction(unit, work);
        } finally {
            current.set(outer);
            if (outer == null) {
                current.remove();
            }
        }
        unit.afterCommit().forEach(JdbiTx::runSafely);
        return result;
    }

    private static <T> T inTransaction(UnitOfWork unit, Work<T> work) {
        Handle sql = unit.sql();
        sql.begin();
        boolean done = false;
        try {
            T result = unit.complete(() -> work.run(sql));
            sql.commit();
            done = true;
            return result;
        } finally {
            if (!done) {
                rollback(sql);
            }
            unit.close();
        }
    }

    /** Rolls back without throwing, because the caller must receive the original failure. */
    private static void rollback(Handle sql) {
        try {
            sql.rollback();
        } catch (RuntimeException e) {
            LOG.debug("Rollback failed; the connection is discarded", e);
        }
    }

    /** Runs an action after the commit. A failure is only logged, because the commit is final. */
    private static void runSafely(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException e) {
            LOG.warn("Action after commit failed", e);
        }
    }

    @Override
    public boolean isActive() {
        return current.get() != null;
    }

    @Override
    @SuppressWarnings("unchecked") // the cast is safe, because only the owner of the key reads and writes its value
    public <T> T local(Object key, Supplier<T> first) {
        return (T) unit().local(key, first);
    }

    @Override
    public void beforeCommit(Action action) {
        unit().beforeCommit(action);
    }

    @Override
    public void atCommit(DeferredWrite write) {
        unit().writes().add(write);
    }

    @Override
    public void flush() {
        unit().send();
    }

    @Override
    public void afterCommit(Runnable action) {
        unit().afterCommit(action);
    }

    UnitOfWork unit() {
        UnitOfWork unit = current.get();
        if (unit == null) {
            throw new IllegalStateException("No transaction on this thread");
        }
        return unit;
    }
}
