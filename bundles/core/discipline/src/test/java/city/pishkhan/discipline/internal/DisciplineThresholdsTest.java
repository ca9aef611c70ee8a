package city.pishkhan.discipline.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.governance.Discipline.Party;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.discipline.internal.DisciplineThresholds.Thresholds;
import city.pishkhan.identifiers.Ids;
import city.pishkhan.journal.internal.SqlJournal;
import city.pishkhan.persistence.TestStore;
import city.pishkhan.stubs.Stubs;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Signals that the hub raises on its own. */
class DisciplineThresholdsTest {
    private static final Instant NOON = Instant.parse("2026-05-02T08:30:00Z");
    private static final Instant NIGHT = Instant.parse("2026-05-02T21:30:00Z");
    private static final Instant NEXT_MONTH = Instant.parse("2026-05-25T08:30:00Z");

    private final List<Journal.Entry> entries = new ArrayList<>();
    private TestStore database;
    private ComplaintRepository store;
    private DisciplineThresholds disciplineThresholds;

    @BeforeEach
    void start() {
        database = TestStore.start();
        store = new ComplaintRepository(database.tx(), database.schemas());
        disciplineThresholds = signals();
        disciplineThresholds.initialize();
    }

    @AfterEach
    void stop() {
        database.close();
    }

    private DisciplineThresholds signals() {
        SqlJournal written = new SqlJournal(database.tx(), database.schemas());
        Journal journal = Stubs.intercept(Journal.class, (proxy, method, args) -> switch (method.getName()) {
            case "lastSequence" -> 0L;
            case "entriesAfter" ->
                entries.stream()
                        .filter(e -> e.sequence() > (long) args[0])
                        .limit((int) args[1])
                        .toList();
            default -> method.invoke(written, args);
        });
        return new DisciplineThresholds(store, journal, new Thresholds(3, 2, 2, 2, 23, 5));
    }

    private void recordEntry(Instant at, String event, String details) {
        entries.add(new Journal.Entry(
                (long) entries.size() + 1, Ids.next(), Ids.next(), 1, at, event, "x", details, "", ""));
    }

    private List<ComplaintRow> raised() {
        return store.tx().required(sql -> ComplaintRepository.list(sql, null, null, null, 100));
    }

    @Test
    void raisesAgencyWithExpiredInquiriesOncePerMonth() {
        for (int i = 0; i < 2; i++) {
            recordEntry(NOON, "inquiry.expired", "{\"agency\":\"water\"}");
            recordEntry(NOON, "inquiry.answered", "{\"agency\":\"water\"}");
        }
        disciplineThresholds.countNewEntries();
        assertEquals(List.of(), raised());
        recordEntry(NOON, "inquiry.escalated", "{\"agency\":\"water\"}");
        // an agency that the hub cannot reach is not at fault
        recordEntry(NOON, "inquiry.escalated", "{\"agency\":\"water\",\"notReachedSince\":\"2026-05-02T08:00:01Z\"}");
        recordEntry(NOON, "inquiry.escalated", "{\"agency\":\"water\"}");
        disciplineThresholds.countNewEntries();
        disciplineThresholds.countNewEntries();
        assertEquals(1, raised().size());
        ComplaintRow row = raised().get(0);
        assertEquals(new Party("agency", "water"), row.party());
        assertEquals("agency-late", row.signal());
        assertEquals("1405-02", row.period());
        assertEquals(4, row.count());
        for (int i = 0; i < 9; i++) {
            recordEntry(NOON, "inquiry.expired", "{\"agency\":\"water\"}");
        }
        disciplineThresholds.countNewEntries();
        assertEquals(1, raised().size(), "of one month once");
        for (int i = 0; i < 3; i++) {
            recordEntry(NEXT_MONTH, "inquiry.expired", "{\"agency\":\"water\"}");
        }
        disciplineThresholds.countNewEntries();
        assertEquals(2, raised().size());
    }

    @Test
    void raisesOfficeWithManyReturnedCases() {
        recordEntry(NOON, "case.sent-back", "{\"office\":\"1204\",\"from\":\"x\"}");
        recordEntry(NOON, "case.sent-back", "{\"office\":\"1300\",\"from\":\"x\"}");
        recordEntry(NOON, "case.sent-back", "{\"office\":\"1204\",\"from\":\"x\",\"code\":\"rules.not-allowed\"}");
        recordEntry(NOON, "case.sent-back", "{\"from\":\"written before it named the office\"}");
        recordEntry(NOON, "case.sent-back", "{\"office\":\"1204\",\"from\":\"x\"}");
        disciplineThresholds.countNewEntries();
        assertEquals(
                List.of("1204"), raised().stream().map(r -> r.party().name()).toList());
    }

    @Test
    void raisesOfficeWithManyArchiveObjections() {
        recordEntry(NOON, "archive.objected", "{\"office\":\"1204\",\"by\":\"login\"}");
        recordEntry(NOON, "archive.consented", "{\"office\":\"1204\",\"by\":\"login\"}");
        disciplineThresholds.countNewEntries();
        assertEquals(List.of(), raised());
        recordEntry(NOON, "archive.objected", "{\"office\":\"1204\",\"by\":\"login\"}");
        disciplineThresholds.countNewEntries();
        assertEquals("office-objections", raised().get(0).signal());
    }

    @Test
    void raisesOfficeThatActsAtNight() {
        for (int i = 0; i < 5; i++) {
            recordEntry(NOON, "case.opened", "{\"office\":\"1204\"}");
        }
        disciplineThresholds.countNewEntries();
        assertEquals(List.of(), raised());
        recordEntry(NIGHT, "case.opened", "{\"office\":\"1204\"}");
        recordEntry(NIGHT, "case.submitted", "{\"office\":\"1204\"}");
        disciplineThresholds.countNewEntries();
        assertEquals("office-odd-hours", raised().get(0).signal());
    }

    @Test
    void oddHoursMaySpanMidnight() {
        Thresholds night = new Thresholds(1, 1, 1, 1, 23, 5);
        assertTrue(night.isOddHour(NIGHT));
        assertFalse(night.isOddHour(NOON));
        assertTrue(new Thresholds(1, 1, 1, 1, 11, 13).isOddHour(NOON));
    }

    @Test
    void severalNodesCountEachEntryOnce() throws Exception {
        for (int i = 0; i < 1_200; i++) {
            recordEntry(NOON, "inquiry.expired", "{\"agency\":\"gas\"}");
        }
        ExecutorService pool = Executors.newFixedThreadPool(3);
        try {
            List<Callable<Object>> nodes = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                DisciplineThresholds node = signals();
                nodes.add(() -> {
                    node.countNewEntries();
                    return null;
                });
            }
            for (Future<Object> node : pool.invokeAll(nodes)) {
                node.get();
            }
        } finally {
            pool.shutdownNow();
        }
        disciplineThresholds.countNewEntries();
        int counted = database.tx()
                .required(sql -> sql.createQuery("select count from discipline.tally where party = 'gas'")
                        .mapTo(Integer.class)
                        .one());
        assertEquals(1_200, counted);
        assertEquals(1, raised().size());
    }

    @Test
    void laterStartKeepsJournalPosition() {
        signals().initialize();
        long after = store.tx().required(sql -> sql.createQuery("select after from discipline.follower")
                .mapTo(Long.class)
                .one());
        assertEquals(0, after);
    }
}
