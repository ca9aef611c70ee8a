package city.pishkhan.persistence.internal;

import city.pishkhan.persistence.Tx;
import jakarta.persistence.EntityManager;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/** The state of one transaction: connection, entity managers, local values, callbacks and deferred writes. */
final class UnitOfWork {
    private final Handle sql;
    private final Map<Object, EntityManager> managers = new LinkedHashMap<>();
    private final Map<Object, Object> locals = new HashMap<>();
    private final Deque<Tx.Action> before = new ArrayDeque<>();
    private final List<Runnable> after = new ArrayList<>();
    private final DeferredWrites writes = new DeferredWrites();

    UnitOfWork(Handle sql) {
        this.sql = sql;
    }

    Handle sql() {
        return sql;
    }

    EntityManager manager(Object unit, Function<Handle, EntityManager> opener) {
        return managers.computeIfAbsent(unit, u -> opener.apply(sql));
    }

    Object local(Object key, Supplier<?> first) {
        return locals.computeIfAbsent(key, k -> first.get());
    }

    void beforeCommit(Tx.Action action) {
        before.add(action);
    }

    void afterCommit(Runnable action) {
        after.add(action);
    }

    <T> T complete(Supplier<T> work) {
        T result = work.get();
        flush();
        while (!before.isEmpty()) {
            before.poll().run(sql);
            flush();
        }
        writes.send(sql);
        return result;
    }

    /** Sends all waiting changes to the database. */
    void send() {
        flush();
        writes.send(sql);
    }

    /** Flushes the entity managers; their statements become deferred writes. */
    private void flush() {
        writes.open(true);
        try {
            managers.values().forEach(EntityManager::flush);
        } finally {
            writes.open(false);
        }
    }

    DeferredWrites writes() {
        return writes;
    }

    /** Closes the entity managers; they share the connection and do not close it. */
    void close() {
        managers.values().forEach(EntityManager::close);
    }

    List<Runnable> afterCommit() {
        return after;
    }
}
