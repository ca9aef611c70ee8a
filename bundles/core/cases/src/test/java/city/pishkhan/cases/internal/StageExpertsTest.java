package city.pishkhan.cases.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.Refusal.Kind;
import city.pishkhan.api.cases.CaseView;
import city.pishkhan.api.cases.Cases.State;
import city.pishkhan.api.governance.Offices.Vacancy;
import city.pishkhan.cases.internal.model.StoredTime;
import city.pishkhan.identifiers.PersianDate;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A case waits only at the step whose expert its office lacks. */
class StageExpertsTest {
    private static final String ARCHITECT = "1204 architecture";
    private static final String SURVEYOR = "1204 surveying";
    private static final LocalDate TODAY = LocalDate.now(PersianDate.TEHRAN);

    private final CasesHarness hub = CasesHarness.shared();

    @AfterEach
    void clearVacancies() {
        hub.offices.vacancies.clear();
        hub.holdScheduler.sweep(StoredTime.get());
    }

    private int count(PermitCase permit, String event) {
        return (int) hub.events(permit.id).stream().filter(event::equals).count();
    }

    @Test
    void missingExpertRejectsSubmissionButNotOtherSteps() {
        PermitCase before = PermitCase.submitted(hub, 4);
        PermitCase permit = PermitCase.open(hub, 4).add("deed").add("plan");
        hub.offices.vacancies.put(ARCHITECT, new Vacancy(TODAY.minusDays(2), TODAY.plusDays(3)));
        Refusal refusal = CasesHarness.assertRefused(Kind.CONFLICT, "case.no-expert", permit::submit);
        for (String expected : List.of("1204", "architecture", "" + TODAY.minusDays(2), "" + TODAY.plusDays(3))) {
            assertTrue(refusal.english().contains(expected), refusal.english());
        }
        for (String expected : List.of(
                "۱۲۰۴",
                "معماری",
                PersianDate.of(TODAY.minusDays(2)).persian(),
                PersianDate.of(TODAY.plusDays(3)).persian())) {
            assertTrue(refusal.persian().contains(expected), refusal.persian());
        }
        CaseView view = permit.view();
        assertEquals("case.no-expert", view.held().code());
        assertEquals(refusal.english(), view.held().english());
        assertEquals(
                TODAY.minusDays(2).atStartOfDay(PersianDate.TEHRAN).toInstant(),
                view.held().since());
        assertEquals(List.of("expert:architecture"), view.waitsFor());
        // papers are still accepted, and cases that have passed this stage are not affected
        permit.add("deed");
        assertEquals("inquiries", before.planned(10).view().stage());
        assertNull(before.view().held());
        hub.offices.vacancies.clear();
        assertNull(permit.view().held());
        assertEquals("plan-order", permit.submit().view().stage());
    }

    @Test
    void vacancyHoldsNewCaseUntilItEnds() {
        hub.offices.vacancies.put(ARCHITECT, new Vacancy(null, null));
        PermitCase permit = PermitCase.open(hub, 4);
        assertEquals(1, count(permit, "case.held"));
        assertEquals(State.OPEN, permit.view().state());
        long version = permit.version();
        hub.holdScheduler.sweep(StoredTime.get());
        assertEquals(version, permit.version(), "nothing happens while nothing changed");
        hub.offices.vacancies.put(ARCHITECT, new Vacancy(null, TODAY.plusDays(1)));
        hub.holdScheduler.sweep(StoredTime.get());
        assertTrue(permit.view().held().english().contains("" + TODAY.plusDays(1)));
        assertEquals(1, count(permit, "case.held"), "it is the same hold");
        hub.offices.vacancies.clear();
        hub.holdScheduler.sweep(StoredTime.get());
        assertNull(permit.view().held());
        assertEquals(1, count(permit, "case.released"));
        assertEquals(List.of(), hub.journal.check(permit.id));
    }

    @Test
    void automaticStepWaitsForExpert() {
        PermitCase permit = PermitCase.open(hub, 4).add("deed").add("plan");
        hub.offices.vacancies.put(SURVEYOR, new Vacancy(TODAY, null));
        CaseView held = permit.submit().view();
        assertEquals("plan-order", held.stage());
        assertEquals(State.WAITING, held.state());
        assertEquals("case.no-expert", held.held().code());
        assertEquals(List.of(), held.inquiries(), "nobody is asked");
        assertEquals(1, count(permit, "case.held"));
        hub.offices.vacancies.clear();
        hub.holdScheduler.sweep(StoredTime.get());
        assertNull(permit.view().held());
        assertNotNull(permit.inquiry("planning"));
        assertEquals("inquiries", permit.planned(10).view().stage());
    }

    @Test
    void answerIsKeptWhileStageWaits() {
        PermitCase permit = PermitCase.submitted(hub, 4);
        hub.offices.vacancies.put(SURVEYOR, new Vacancy(TODAY, null));
        assertEquals("plan-order", permit.planned(10).view().stage());
        hub.offices.vacancies.clear();
        hub.holdScheduler.sweep(StoredTime.get());
        assertEquals("inquiries", permit.view().stage());
    }
}
