package city.pishkhan.archive.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.archive.internal.sql.ArchiveSql;
import city.pishkhan.persistence.TestStore;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tests the functions and triggers of the schema {@code archive}. */
class ArchiveSchemaTest {
    private static TestStore store;

    @BeforeAll
    static void start() {
        store = TestStore.start();
        store.schemas().migrate(ArchiveComponent.class, "archive");
        store.tx().run(sql -> sql.execute("insert into archive.kind (name) values ('deed')"));
    }

    @AfterAll
    static void stop() {
        store.close();
    }

    /** Documents refer to kinds without a lock, so kinds must not be deleted or renumbered. */
    @Test
    void rejectsDeletingOrRenumberingKinds() {
        store.tx().run(sql -> sql.execute("update archive.kind set name = 'title-deed'"));
        for (String change : List.of("delete from archive.kind", "update archive.kind set id = default")) {
            RuntimeException refused =
                    assertThrows(RuntimeException.class, () -> store.tx().run(sql -> sql.execute(change)));
            assertTrue(refused.toString().contains("a kind of papers stays"), refused::toString);
        }
    }

    /** Titles of persons' papers, which have no district, are not indexed. */
    @Test
    void indexesTitlesByKindAndDistrict() {
        store.tx()
                .run(
                        sql -> sql.execute(
                                "insert into archive.document (id, dossier, at, kind, district, title)"
                                        + " values (1, 1, now(), 1, 7, 'old DEED A/12'), (2, 1, now(), 1, 8, 'old deed'),"
                                        + " (3, 1, now(), 1, null, 'old deed'), (4, 1, now(), 1, 7, null), (5, 1, now(), 1, 7, ', .')"));
        assertEquals(List.of(1L, 2L), found("'1.7:old' & '1.7:de':*", "'1.8:old'"));
        assertEquals(List.of(2L), found("'1.9:old'", "'1.8:deed' & '1.8:old'"));
        assertEquals(List.of(), found("'old'", "'1.77:old'", "'1.7:'", "'1.7:nowhere'"));
    }

    private static List<Long> found(String... searches) {
        return store.tx().required(sql -> {
            sql.execute("set local enable_seqscan = off");
            return sql.createQuery(ArchiveSql.text("words"))
                    .bindArray("searches", String.class, (Object[]) searches)
                    .bind("after", "(0,0)")
                    .bind("limit", 20)
                    .map((row, context) -> row.getLong("id"))
                    .list();
        });
    }

    /** In SQL all bit operators have the same precedence, which is easy to get wrong. */
    @Test
    void keyIsFirstEightBytesOfHash() {
        for (String start : List.of("0102030405060708", "fedcba9876543210", "80000000000000ff")) {
            long prefix = Long.parseUnsignedLong(start, 16);
            String hash = "decode('" + start + "00".repeat(24) + "', 'hex')";
            assertEquals(prefix, key("archive.prefix(" + hash + ")"));
            assertEquals(prefix | Long.MIN_VALUE, key("archive.key_of(" + hash + ")"));
        }
    }

    /** Rows and indexes contain these keys, so a faster function must return the same values. */
    @Test
    void keyFunctionsReturnStoredValues() {
        assertEquals(-8148262125133834441L, key("archive.key_of_property('1-1-1-1-1-1-7')"));
        assertEquals(-4268823214550685677L, key("archive.key_of_scan('1-1-1-1-1-1-7', 'deed', sha256('7'))"));
        assertEquals(-1241098870308650968L, key("archive.key_of_sourced('source', '7')"));
    }

    private static long key(String call) {
        return store.tx()
                .required(sql ->
                        sql.createQuery("select " + call).mapTo(Long.class).one());
    }
}
