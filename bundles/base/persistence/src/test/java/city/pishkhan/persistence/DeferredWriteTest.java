package city.pishkhan.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests of deferred writes. Rows written by one statement of a transaction have the same {@code cmin}. */
class DeferredWriteTest {
    private static TestStore store;
    private static Tx tx;
    private static EntityManagers.Unit unit;

    @Entity
    @Table(name = "page")
    static class Page {
        @Id
        long id;

        String text;

        protected Page() {}

        Page(long id, String text) {
            this.id = id;
            this.text = text;
        }
    }

    @BeforeAll
    static void start() {
        store = TestStore.start();
        tx = store.tx();
        tx.run(sql -> sql.execute("create schema book; create table book.page (id bigint primary key, text text);"
                + "create table book.word (word text primary key, page bigint references book.page (id))"));
        unit = store.entities().open(Page.class, "book", Page.class);
    }

    @AfterAll
    static void stop() {
        unit.close();
        store.close();
    }

    @BeforeEach
    void empty() {
        tx.run(sql -> sql.execute("truncate book.page, book.word"));
    }

    private static DeferredWrite word(String word, Long page) {
        return DeferredWrite.of(
                "insert into book.word (word, page) values (?, ?) on conflict do nothing",
                List.of(DeferredWrite.text(word), DeferredWrite.object(page)),
                rows -> {
                    if (rows == 0) {
                        throw new IllegalStateException("There is " + word + " already");
                    }
                });
    }

    /** @return the command numbers, within their transaction, of the statements that wrote the rows */
    private static Set<Integer> statements() {
        return tx.required(sql -> new TreeSet<>(
                sql.createQuery("select cmin::text::int from book.page union all select cmin::text::int from book.word")
                        .mapTo(Integer.class)
                        .list()));
    }

    private static List<String> words() {
        return tx.required(sql -> sql.createQuery("select word from book.word order by word")
                .mapTo(String.class)
                .list());
    }

    private static long pages() {
        return tx.required(sql -> sql.createQuery("select count(*) from book.page")
                .mapTo(Long.class)
                .one());
    }

    @Test
    void combinesWritesIntoOneStatement() {
        tx.run(sql -> {
            tx.atCommit(word("first", 1L));
            unit.em().persist(new Page(1, "a"));
            unit.em().persist(new Page(2, "b"));
        });
        assertEquals(1, statements().size(), () -> statements().toString());
        tx.run(sql -> {
            unit.em().find(Page.class, 1L).text = "c";
            unit.em().find(Page.class, 2L).text = "d";
            tx.beforeCommit(late -> tx.atCommit(word("second", 2L)));
        });
        assertEquals(List.of("first", "second"), words());
        assertEquals(List.of("c", "d"), tx.required(sql -> sql.createQuery("select text from book.page order by id")
                .mapTo(String.class)
                .list()));
    }

    @Test
    void deferredWriteIsInvisibleBeforeCommit() {
        tx.run(sql -> {
            tx.atCommit(word("late", null));
            assertEquals(List.of(), words());
        });
        assertEquals(List.of("late"), words());
    }

    @Test
    void rejectedRowCountPreventsCommit() {
        tx.run(sql -> tx.atCommit(word("once", null)));
        assertThrows(
                IllegalStateException.class,
                () -> tx.run(sql -> {
                    unit.em().persist(new Page(3, "lost"));
                    tx.atCommit(word("once", null));
                }));
        assertEquals(0, pages());
    }

    /** Two writes of the same row are sent as two statements, because in one statement neither would see the other. */
    @Test
    void writesOfSameRowAreSeparateStatements() {
        tx.run(sql -> {
            tx.atCommit(word("before", null));
            tx.atCommit(DeferredWrite.of(
                    "update book.word set word = ? where word = ?",
                    List.of(DeferredWrite.text("after"), DeferredWrite.text("before")),
                    rows -> assertEquals(1, rows)));
        });
        assertEquals(List.of("after"), words());
    }

    @Test
    void rowCountHandlerCanAddWrite() {
        List<Long> rowCounts = new ArrayList<>();
        tx.run(sql -> tx.atCommit(DeferredWrite.of(
                "insert into book.word (word) values (?)", List.of(DeferredWrite.text("one")), rows -> {
                    rowCounts.add(rows);
                    tx.atCommit(word("two", null));
                })));
        assertEquals(List.of(1L), rowCounts);
        assertEquals(List.of("one", "two"), words());
    }

    @Test
    void failsIfRowOfChangedEntityIsDeleted() {
        tx.run(sql -> unit.em().persist(new Page(4, "a")));
        assertThrows(
                IllegalStateException.class,
                () -> tx.run(sql -> {
                    unit.em().find(Page.class, 4L).text = "b";
                    tx.separate(own -> own.execute("delete from book.page where id = 4"));
                }));
    }

    @Test
    void writesManyEntitiesInFewStatements() {
        tx.run(sql -> LongStream.range(0, 100).forEach(id -> unit.em().persist(new Page(id, "x"))));
        assertEquals(100, pages());
        assertTrue(statements().size() < 15, () -> statements().toString());
    }
}
