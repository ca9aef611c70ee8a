package city.pishkhan.persistence.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import city.pishkhan.persistence.TestStore;
import city.pishkhan.persistence.Tx;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JdbiTxTest {
    private static TestStore store;
    private static Tx tx;

    @BeforeAll
    static void start() {
        store = TestStore.start();
        tx = store.tx();
        tx.run(sql -> sql.execute("create table noted (word text primary key)"));
    }

    @AfterAll
    static void stop() {
        store.close();
    }

    @BeforeEach
    void empty() {
        tx.run(sql -> sql.execute("truncate noted"));
    }

    private static void insertNote(Handle sql, String word) {
        sql.execute("insert into noted values (?)", word);
    }

    private static List<String> readNotes() {
        return tx.required(sql -> sql.createQuery("select word from noted order by word")
                .mapTo(String.class)
                .list());
    }

    @Test
    void failureRollsBackEverything() {
        List<String> callbacks = new ArrayList<>();
        assertThrows(
                IllegalStateException.class,
                () -> tx.run(sql -> {
                    insertNote(sql, "outer");
                    tx.run(inner -> insertNote(inner, "inner"));
                    tx.afterCommit(() -> callbacks.add("committed"));
                    throw new IllegalStateException("on purpose");
                }));
        assertEquals(List.of(), readNotes());
        assertEquals(List.of(), callbacks);
        assertFalse(tx.isActive());
    }

    @Test
    void separateTransactionSurvivesOuterRollback() {
        assertThrows(
                IllegalStateException.class,
                () -> tx.run(sql -> {
                    insertNote(sql, "outer");
                    tx.separate(own -> own.execute("insert into noted values ('separate')"));
                    throw new IllegalStateException("on purpose");
                }));
        assertEquals(List.of("separate"), readNotes());
    }

    @Test
    void callbacksRunInOrderAroundCommit() {
        List<String> seen = new ArrayList<>();
        tx.run(sql -> {
            tx.afterCommit(() -> seen.addAll(readNotes()));
            tx.beforeCommit(late -> insertNote(late, "b"));
            insertNote(sql, "a");
        });
        assertEquals(List.of("a", "b"), seen);
    }

    @Test
    void singleStatementCommitsImmediately() {
        assertThrows(
                IllegalStateException.class,
                () -> tx.single(sql -> {
                    insertNote(sql, "kept");
                    throw new IllegalStateException("on purpose");
                }));
        assertEquals(List.of("kept"), readNotes());
        assertThrows(IllegalStateException.class, () -> tx.single(sql -> tx.local(this, ArrayList::new)));
    }

    @Test
    void singleStatementJoinsTransaction() {
        assertThrows(
                IllegalStateException.class,
                () -> tx.run(sql -> {
                    tx.single(own -> own.execute("insert into noted values ('joined')"));
                    throw new IllegalStateException("on purpose");
                }));
        assertEquals(List.of(), readNotes());
    }
}
