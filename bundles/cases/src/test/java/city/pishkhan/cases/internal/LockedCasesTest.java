package city.pishkhan.cases.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.cases.Cases.Paper;
import city.pishkhan.cases.internal.model.CaseFile;
import city.pishkhan.cases.internal.store.LockedCases;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What is kept of cases, and for how long. */
class LockedCasesTest {
    private final CasesHarness hub = CasesHarness.shared();
    private final LockedCases held = new LockedCases(hub.tx);
    private final AtomicInteger reads = new AtomicInteger();
    private final Function<UUID, List<Paper>> read =
            id -> List.of(new Paper("deed", "sha", reads.incrementAndGet(), "scan", "deed.pdf", "application/pdf", 1));

    private CaseFile blank() {
        return hub.store.blank(
                new SmallCityRules().procedure("quick-permit").orElseThrow(), "22-1-1", 22, Instant.EPOCH);
    }

    @Test
    void papersAreReadOnceWhileTheirCaseIsHeld() {
        hub.tx.run(sql -> {
            CaseFile file = blank();
            held.papers(file.id(), read);
            held.papers(file.id(), read);
            assertEquals(2, reads.get(), "others may add some meanwhile");
            held.hold(file);
            List<Paper> first = held.papers(file.id(), read);
            assertSame(first, held.papers(file.id(), read));
            assertEquals(3, reads.get());
            held.added(file.id(), new Paper("deed", "sha", 4, "scan", "deed.pdf", "application/pdf", 1));
            held.added(file.id(), new Paper("bill", "sha", 1, "scan", "bill.pdf", "application/pdf", 1));
            assertEquals(
                    List.of("bill 1", "deed 4", "deed 3"),
                    held.papers(file.id(), read).stream()
                            .map(p -> p.kind() + " " + p.revision())
                            .toList(),
                    "as they would be read");
            assertEquals(3, reads.get());
        });
    }

    @Test
    void nothingOutlivesItsTransaction() {
        CaseFile file = hub.tx.required(sql -> {
            CaseFile blank = blank();
            held.hold(blank);
            held.hold(blank.id(), new ArrayList<>());
            assertSame(blank, held.find(blank.id()).orElseThrow());
            assertTrue(held.inquiries(blank.id()).isPresent());
            return blank;
        });
        hub.tx.run(sql -> {
            assertEquals(Optional.empty(), held.find(file.id()));
            assertEquals(Optional.empty(), held.inquiries(file.id()));
        });
    }

    @Test
    void inquiriesAreLockedUnderTheirCaseOnly() {
        UUID id = hub.tx.required(sql -> blank().id());
        hub.tx.run(sql -> {
            assertEquals(List.of(), hub.store.inquiries().read(id));
            assertThrows(
                    IllegalStateException.class, () -> hub.store.inquiries().of(id));
        });
    }
}
