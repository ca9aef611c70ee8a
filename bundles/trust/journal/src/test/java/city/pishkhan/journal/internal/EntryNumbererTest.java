package city.pishkhan.journal.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.security.Caller;
import city.pishkhan.identifiers.Ids;
import city.pishkhan.persistence.TestStore;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EntryNumbererTest {
    private static final int MANY = 30_000;
    private static final String FORMER_LIFE = "99999999";

    static TestStore store;
    static Journal journal;
    static EntryNumberer numbering;

    @BeforeAll
    static void start() {
        store = TestStore.start();
        journal = new SqlJournal(store.tx(), store.schemas());
        numbering = new EntryNumberer(store.tx(), journal);
        numbering.stop();
    }

    @AfterAll
    static void stop() {
        store.close();
    }

    @BeforeEach
    void numberExistingEntries() {
        numbering.number();
    }

    private static void record() {
        UUID id = Ids.next();
        store.tx().run(sql -> journal.record(id, "stage.entered", Caller.HUB, Map.of("a", "x")));
    }

    @Test
    void numberingContinuesInRestoredDatabase() {
        record();
        store.tx().run(sql -> {
            sql.execute(
                    "update journal.entry set tx = cast(? as xid8) where id ="
                            + " (select id from journal.entry order by id desc limit 1)",
                    FORMER_LIFE);
            sql.execute("update journal.numbered set below = cast(? as xid8)", FORMER_LIFE);
        });
        assertEquals(1, numbering.number(), "an entry of the former life");
        record();
        assertEquals(1, numbering.number(), "an entry of this life, whose id is lower");
        assertEquals(0, numbering.number());
        EntryNumberer other = new EntryNumberer(store.tx(), journal);
        other.stop();
        record();
        assertEquals(1, other.number(), "by a node that has not looked before");
        assertEquals(0, numbering.number());
        store.tx().run(sql -> sql.execute("update journal.entry set tx = '1' where tx = cast(? as xid8)", FORMER_LIFE));
    }

    /**
     * Without new entries the query for numbering reads one row; otherwise it reads only the new entries, whatever the
     * size of the table.
     */
    @Test
    void numberingReadsOnlyNewEntries() {
        store.tx().run(sql -> {
            sql.execute("insert into journal.entry (id, case_id, position, at, event, actor, details, previous, hash)"
                    + " select gen_random_uuid(), gen_random_uuid(), 1, now(), 'stage.entered', 'hub', '{}', '', ''"
                    + " from generate_series(1, " + MANY + ")");
        });
        assertEquals(MANY, numbering.number());
        String plan = store.tx().separate(sql -> {
            sql.execute("analyze journal.entry");
            sql.execute("analyze journal.number");
            sql.execute("set local plan_cache_mode = force_generic_plan");
            sql.execute("prepare numbering (text, text) as "
                    + EntryNumberer.BETWEEN.replace(":below", "$1").replace(":xmin", "$2"));
            return String.join(
                    "\n",
                    sql.createQuery("explain execute numbering('1', '2')")
                            .mapTo(String.class)
                            .list());
        });
        assertTrue(plan.contains("using entry_tx"), plan);
        assertFalse(plan.matches("(?s).*Seq Scan on (entry|number) .*"), plan);
    }
}
