package city.pishkhan.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class EntityTxTest {
    static TestStore store;
    static EntityManagers.Unit unit;

    @Entity
    @Table(name = "note")
    static class Note {
        @Id
        long id;

        String text;

        protected Note() {}

        Note(long id, String text) {
            this.id = id;
            this.text = text;
        }
    }

    @BeforeAll
    static void start() {
        store = TestStore.start();
        store.tx()
                .run(sql ->
                        sql.execute("create schema notes; create table notes.note (id bigint primary key, text text)"));
        unit = store.entities().open(Note.class, "notes", Note.class);
    }

    @AfterAll
    static void stop() {
        unit.close();
        store.close();
    }

    private static long count() {
        return store.tx().required(sql -> sql.createQuery("select count(*) from notes.note")
                .mapTo(Long.class)
                .one());
    }

    @Test
    void entitiesAndSqlShareOneTransaction() {
        long seen = store.tx().required(sql -> {
            unit.em().persist(new Note(1, "a"));
            unit.em().flush();
            return sql.createQuery("select count(*) from notes.note where id = 1")
                    .mapTo(Long.class)
                    .one();
        });
        assertEquals(1, seen);
    }

    @Test
    void exceptionRollsBackSqlAndEntities() {
        long before = count();
        assertThrows(IllegalStateException.class, () -> store.tx().run(sql -> {
            sql.execute("insert into notes.note values (2, 'sql')");
            unit.em().persist(new Note(3, "entity"));
            unit.em().flush();
            throw new IllegalStateException("boom");
        }));
        assertEquals(before, count());
        assertFalse(store.tx().isActive());
    }

    @Test
    void changedEntityIsWrittenOnCommit() {
        store.tx().run(sql -> unit.em().persist(new Note(4, "old")));
        store.tx().run(sql -> unit.em().find(Note.class, 4L).text = "new");
        assertEquals("new", store.tx().required(sql -> unit.em().find(Note.class, 4L).text));
    }

    @Test
    void hooksRunInOrderAroundTheCommit() {
        List<String> order = new ArrayList<>();
        store.tx().run(sql -> {
            store.tx().afterCommit(() -> order.add("after, active=" + store.tx().isActive()));
            store.tx().beforeCommit(s -> order.add("before"));
            order.add("work");
        });
        assertEquals(List.of("work", "before", "after, active=false"), order);
    }

    @Test
    void afterCommitIsSkippedOnRollback() {
        List<String> order = new ArrayList<>();
        assertThrows(IllegalStateException.class, () -> store.tx().run(sql -> {
            store.tx().afterCommit(() -> order.add("after"));
            throw new IllegalStateException();
        }));
        assertTrue(order.isEmpty());
    }

    @Test
    void separateTransactionSurvivesOuterRollback() {
        assertThrows(IllegalStateException.class, () -> store.tx().run(sql -> {
            store.tx().separate(s -> s.execute("insert into notes.note values (5, 'kept')"));
            throw new IllegalStateException();
        }));
        assertEquals("kept", store.tx().required(sql -> unit.em().find(Note.class, 5L).text));
    }
}
