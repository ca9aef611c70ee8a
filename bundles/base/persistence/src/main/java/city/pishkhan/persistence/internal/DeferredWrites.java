package city.pishkhan.persistence.internal;

import city.pishkhan.persistence.DeferredWrite;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/** The deferred writes of a transaction, sent in as few statements as possible, usually one. */
final class DeferredWrites {
    /**
     * Maximum number of writes in a statement. Larger statements save no noticeable round trips, and every combination needs
     * its own prepared statement.
     */
    private static final int MOST = 12;

    private static final int MOST_KNOWN = 1000;

    /** Cache of combined statements, by the texts of their writes. Equal transactions produce the same combination. */
    private static final Map<List<String>, String> KNOWN = new ConcurrentHashMap<>();

    private List<DeferredWrite> waiting = new ArrayList<>();
    private boolean open;

    void add(DeferredWrite write) {
        waiting.add(write);
    }

    /** Returns {@code true} while the writes of entity managers are deferred as well. */
    boolean open() {
        return open;
    }

    void open(boolean now) {
        open = now;
    }

    /** Sends all waiting writes, including writes that the outcomes of other writes add. */
    void send(Handle sql) {
        while (!waiting.isEmpty()) {
            List<DeferredWrite> writes = waiting;
            waiting = new ArrayList<>();
            groups(writes).forEach(group -> send(sql, group));
        }
    }

    /** Groups the writes that may share a statement, in their order. */
    private static List<List<DeferredWrite>> groups(List<DeferredWrite> writes) {
        List<List<DeferredWrite>> groups = new ArrayList<>();
        List<DeferredWrite> group = new ArrayList<>();
        for (DeferredWrite write : writes) {
            if (group.size() == MOST || !group.stream().allMatch(write::canShareStatement)) {
                groups.add(group);
                group = new ArrayList<>();
            }
            group.add(write);
        }
        groups.add(group);
        return groups;
    }

    private static void send(Handle sql, List<DeferredWrite> group) {
        try (PreparedStatement statement = sql.getConnection().prepareStatement(statement(group))) {
            int index = 1;
            for (DeferredWrite write : group) {
                index = write.bind(statement, index);
            }
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                for (int column = 1; column <= group.size(); column++) {
                    group.get(column - 1).read(row, column);
                }
            }
        } catch (SQLException e) {
            throw new UnableToExecuteStatementException(e, null);
        }
    }

    private static String statement(List<DeferredWrite> group) {
        List<String> texts = group.stream().map(DeferredWrite::text).toList();
        String known = KNOWN.get(texts);
        if (known != null) {
            return known;
        }
        List<String> expressions = new ArrayList<>();
        List<String> results = new ArrayList<>();
        for (int i = 0; i < group.size(); i++) {
            expressions.add(group.get(i).expressions("w" + i));
            results.add(group.get(i).result("w" + i));
        }
        // selecting the results in the order of the writes makes PostgreSQL run the writes in that order
        String statement = "with " + String.join(", ", expressions) + " select " + String.join(", ", results);
        if (KNOWN.size() < MOST_KNOWN) {
            KNOWN.put(texts, statement);
        }
        return statement;
    }
}
