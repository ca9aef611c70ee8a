package city.pishkhan.discipline.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.governance.Discipline.Party;
import city.pishkhan.api.persons.Readings;
import city.pishkhan.journal.internal.SqlJournal;
import city.pishkhan.persistence.TestStore;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An office that queries the archive more often than usual. */
class ArchiveRatesTest {
    private static final LocalDate DAY = LocalDate.of(2026, 5, 10);
    private static final int LEAST = 20;

    private final List<Readings.ArchiveQueryCount> counted = new ArrayList<>();
    private final Readings readings = new Readings() {
        @Override
        public List<ArchiveQueryCount> archiveQueries(LocalDate since) {
            return counted.stream()
                    .filter(looks -> !looks.day().isBefore(since))
                    .toList();
        }

        @Override
        public List<Reading> ofCase(UUID caseId) {
            return List.of();
        }

        @Override
        public List<String> check() {
            return List.of();
        }
    };
    private TestStore database;
    private ComplaintRepository store;
    private ArchiveRates rates;

    @BeforeEach
    void start() {
        database = TestStore.start();
        store = new ComplaintRepository(database.tx(), database.schemas());
        rates = new ArchiveRates(store, new SqlJournal(database.tx(), database.schemas()), LEAST);
    }

    @AfterEach
    void stop() {
        database.close();
    }

    private void addQueries(String office, LocalDate day, int looks) {
        counted.removeIf(known -> known.office().equals(office) && known.day().equals(day));
        counted.add(new Readings.ArchiveQueryCount(day, office, looks));
        rates.checkRates(readings, day);
    }

    private void addUsualQueries(String office, int days, int looks) {
        for (int i = days; i > 0; i--) {
            addQueries(office, DAY.minusDays(i), looks);
        }
    }

    private List<ComplaintRow> raised() {
        return store.tx().required(sql -> ComplaintRepository.list(sql, null, null, null, 100));
    }

    @Test
    void raisesOfficeAtThreeTimesMedianOncePerMonth() {
        addUsualQueries("1204", 7, 30);
        addUsualQueries("1300", 7, 50);
        assertTrue(raised().isEmpty(), raised()::toString);
        addQueries("1204", DAY, 89);
        addQueries("1300", DAY, 100);
        assertTrue(raised().isEmpty(), raised()::toString);
        addQueries("1204", DAY, 90);
        addQueries("1204", DAY, 95);
        addQueries("1204", DAY.plusDays(1), 120);
        assertEquals(1, raised().size());
        ComplaintRow row = raised().get(0);
        assertEquals(new Party("office", "1204"), row.party());
        assertEquals(ArchiveRates.SIGNAL, row.signal());
        assertEquals(90, row.count());
        addQueries("1204", DAY.plusDays(31), 120);
        assertEquals(2, raised().size(), "another month");
    }

    /** One very busy day does not hide the next one. */
    @Test
    void busyDayDoesNotRaiseMedian() {
        addUsualQueries("1204", 6, 10);
        addQueries("1204", DAY, 25);
        assertTrue(raised().isEmpty(), "three times, and few all the same: " + raised());
        addQueries("1204", DAY.plusDays(1), 30);
        assertEquals(1, raised().size());
    }

    @Test
    void withoutMedianOnlyMinimumTimesThreeIsRaised() {
        addQueries("1204", DAY, 3 * LEAST - 1);
        assertTrue(raised().isEmpty(), raised()::toString);
        addQueries("1204", DAY, 3 * LEAST);
        assertEquals(1, raised().size());
    }

    @Test
    void newOfficeIsComparedWithMedianOfAllOffices() {
        addUsualQueries("1300", 6, 15);
        addQueries("1400", DAY, 44);
        assertTrue(raised().isEmpty(), raised()::toString);
        addQueries("1400", DAY, 45);
        assertEquals("1400", raised().get(0).party().name());
    }
}
