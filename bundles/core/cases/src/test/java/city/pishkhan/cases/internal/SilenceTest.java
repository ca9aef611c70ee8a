package city.pishkhan.cases.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.cases.Cases.State;
import city.pishkhan.spi.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Effects of an agency's silence. */
class SilenceTest {
    private final CasesHarness hub = CasesHarness.shared();

    private PermitCase silent(String agency, String... approving) {
        PermitCase permit = PermitCase.inquiring(hub, 8).deliver(agency);
        for (String other : approving) {
            permit.answer(other, Verdict.APPROVE, null);
        }
        return permit;
    }

    private Instant after(PermitCase permit, String agency) {
        return permit.inquiry(agency).due().plusSeconds(60);
    }

    @Test
    void silenceOfWaterIsConsent() {
        PermitCase permit = silent("water", "fire", "electricity", "gas");
        hub.sweepAt(permit.inquiry("water").due().minusSeconds(60));
        assertEquals("inquiries", permit.view().stage());
        hub.sweepAt(after(permit, "water"));
        assertEquals("expired", permit.inquiry("water").state());
        assertEquals("APPROVE", permit.inquiry("water").verdict());
        assertEquals("duties", permit.view().stage());
        assertTrue(hub.events(permit.id).contains("inquiry.expired"));
        assertEquals(State.APPROVED, permit.pay().verify("approve", null, null).state());
    }

    @Test
    void silenceOfFireIsNeverConsent() {
        PermitCase permit = silent("fire", "water", "electricity", "gas");
        hub.sweepAt(after(permit, "fire"));
        hub.sweepAt(after(permit, "fire").plusSeconds(3600));
        assertEquals("delivered", permit.inquiry("fire").state());
        assertEquals("inquiries", permit.view().stage());
        assertEquals(
                1,
                hub.events(permit.id).stream()
                        .filter("inquiry.escalated"::equals)
                        .count());
        permit.answer("fire", Verdict.APPROVE, null);
        assertEquals("duties", permit.view().stage());
    }

    @Test
    void silenceOfGasRefuses() {
        PermitCase permit = silent("gas", "water");
        hub.sweepAt(after(permit, "gas"));
        assertEquals(State.REFUSED, permit.view().state());
        assertTrue(permit.view().note().endsWith(": no answer"), permit.view().note());
        assertTrue(
                permit.view().noteFa().endsWith(": پاسخی نداد"), permit.view().noteFa());
        assertEquals("withdrawn", permit.inquiry("fire").state());
        assertEquals(List.of(), hub.journal.check(permit.id));
    }

    @Test
    void silenceOfPlanningLookUpRefusesCase() {
        PermitCase permit = PermitCase.submitted(hub, 4).deliver("planning");
        hub.sweepAt(after(permit, "planning"));
        assertEquals(State.REFUSED, permit.view().state());
    }

    @Test
    void silenceDuringCorrectionCountsOnSubmission() {
        PermitCase permit = silent("water", "electricity", "gas");
        permit.answer("fire", Verdict.NEED_MORE_INFORMATION, "Where are the stairs?");
        hub.sweepAt(after(permit, "water"));
        assertEquals("papers", permit.view().stage());
        permit.submit();
        assertEquals(List.of("agency:fire"), permit.view().waitsFor());
    }

    @Test
    void hubDowntimeMovesDeadlines() {
        PermitCase permit = silent("gas", "fire", "water", "electricity");
        Instant due = permit.inquiry("gas").due();
        Instant down = due.minusSeconds(3600);
        hub.heartbeat(down);
        hub.deadlines.sweep(down.plus(Duration.ofHours(5)));
        assertEquals(due.plus(Duration.ofHours(5)), permit.inquiry("gas").due());
        assertEquals("delivered", permit.inquiry("gas").state());
        hub.deadlines.sweep(down.plus(Duration.ofHours(5)).plusSeconds(60));
        assertEquals(due.plus(Duration.ofHours(5)), permit.inquiry("gas").due());
        assertTrue(hub.events(null).contains("deadlines.moved"));
        assertEquals(List.of(), hub.journal.check(null));
    }

    @Test
    void downtimeDoesNotExtendOverdueInquiries() {
        PermitCase permit = silent("gas", "fire", "water", "electricity");
        Instant due = permit.inquiry("gas").due();
        hub.heartbeat(due.plusSeconds(5));
        hub.deadlines.sweep(due.plus(Duration.ofHours(5)));
        assertEquals(State.REFUSED, permit.view().state());
    }

    @Test
    void brokenCaseDoesNotBlockOtherCases() {
        PermitCase broken = silent("gas");
        PermitCase sound = silent("gas");
        hub.tx.run(sql -> sql.execute("update cases.case_file set service = 'lost' where id = ?", broken.id));
        hub.sweepAt(after(sound, "gas"));
        assertEquals(State.REFUSED, sound.view().state());
        hub.tx.run(
                sql -> sql.execute("update cases.case_file set service = 'building-permit' where id = ?", broken.id));
        hub.sweepAt(after(broken, "gas"));
        assertEquals(State.REFUSED, broken.view().state());
    }
}
