package city.pishkhan.cases.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.cases.Cases.Paper;
import city.pishkhan.cases.internal.model.CaseFile;
import city.pishkhan.cases.internal.store.CaseContents;
import city.pishkhan.cases.internal.store.LockedCases;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Contents of the cache of locked cases, and the time for which entries stay in it. */
class LockedCasesTest {
    private final CasesHarness hub = CasesHarness.shared();
    private final LockedCases held = new LockedCases(hub.tx, hub.vault);

    private CaseFile blank() {
        return hub.store.blank(
                new SmallCityRules().procedure("quick-permit").orElseThrow(), "22-1-1", 22, Instant.EPOCH);
    }

    @Test
    void contentsAreReadOnceWhileCaseIsLocked() {
        UUID id = PermitCase.open(hub, 4).add("plan").view().id();
        List<String> papers = hub.tx.required(sql -> {
            assertNotSame(hub.store.contents(id), hub.store.contents(id), "others may change them meanwhile");
            hub.store.lock(id);
            CaseContents first = hub.store.contents(id);
            assertSame(first, hub.store.contents(id));
            assertEquals(
                    hub.store.parties().findByCase(id).size(),
                    first.applicants().size());
            hub.store.papers().add(id, List.of(paper("plan", 2), paper("deed", 1)));
            assertSame(first, hub.store.contents(id));
            return papers(id);
        });
        assertEquals(List.of("deed 1", "plan 2", "plan 1"), papers);
        assertEquals(papers, hub.tx.required(sql -> papers(id)), "as they are read");
    }

    private static Paper paper(String kind, int revision) {
        return new Paper(kind, "sha", revision, "scan", kind + ".pdf", "application/pdf", 1);
    }

    private List<String> papers(UUID id) {
        return hub.store.papers().findByCase(id).stream()
                .map(p -> p.kind() + " " + p.revision())
                .toList();
    }

    @Test
    void cacheEndsWithTransaction() {
        CaseFile file = hub.tx.required(sql -> {
            CaseFile blank = blank();
            held.addLocked(blank);
            held.addLocked(blank.id(), new ArrayList<>());
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
    void inquiriesAreLockedOnlyWithTheirCase() {
        UUID id = hub.tx.required(sql -> blank().id());
        hub.tx.run(sql -> {
            assertEquals(List.of(), hub.store.inquiries().readUnlocked(id));
            assertThrows(
                    IllegalStateException.class, () -> hub.store.inquiries().lock(id));
        });
    }
}
