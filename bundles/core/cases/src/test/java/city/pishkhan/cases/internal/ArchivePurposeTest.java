package city.pishkhan.cases.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.cases.ArchiveConsents;
import city.pishkhan.api.cases.CaseView;
import city.pishkhan.api.cases.Cases.Applicant;
import city.pishkhan.api.cases.Cases.OpenCase;
import city.pishkhan.api.persons.Readings;
import city.pishkhan.api.security.Caller;
import city.pishkhan.identifiers.PersianDate;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Use of the archive: limited to the papers that the stage requires, and to the right of the property's owners. */
class ArchivePurposeTest {
    private static final String OWNER = PermitCase.OWNER.nationalId();
    private static final Applicant OTHER = new Applicant("co-owner", "0790419904", "Sara", "09129876543");

    /** a form that was scanned for the case */
    private static final String SIGNED = "archive-consent@scanned-1";

    private final CasesHarness hub = CasesHarness.shared();

    private CaseView open(List<String> owners, Applicant... applicants) {
        OpenCase wanted = new OpenCase(
                        "building-permit", PermitCase.property(hub), List.of(applicants), PermitCase.building(4))
                .withOwners(owners);
        return hub.cases.open(CasesHarness.OFFICE, wanted);
    }

    private void assertUnknownSheet(CaseView view, String kind, String sheet) {
        CasesHarness.assertRefused(
                Refusal.Kind.NOT_FOUND,
                "sheet.unknown",
                () -> hub.cases.addPaper(CasesHarness.OFFICE, view.id(), view.version(), kind, sheet));
    }

    @Test
    void opensArchiveForStagePapersOfOwner() {
        CaseView view = open(List.of(OWNER), PermitCase.OWNER);
        assertEquals(new CaseView.ArchiveAccess(Set.of("deed", "plan"), List.of(OWNER), List.of()), view.archive());
        assertUnknownSheet(view, "photo", "photo-1");
        CaseView with = hub.cases.addPaper(CasesHarness.OFFICE, view.id(), view.version(), "deed", "deed-1");
        assertEquals("archive", with.papers().get(0).source());
    }

    /** An office cannot open a case for another person's property, and so learns nothing about the archive. */
    @Test
    void rejectsCaseForPropertyOfOtherPerson() {
        Refusal stranger = CasesHarness.assertRefused(
                Refusal.Kind.INVALID, "authority.missing", () -> open(List.of("0012345679"), PermitCase.OWNER));
        assertEquals("applicants[0].nationalId", stranger.field());
        Refusal wrongStage = CasesHarness.assertRefused(
                Refusal.Kind.INVALID, "authority.missing", () -> open(List.of(OWNER), PermitCase.OWNER, OTHER));
        assertEquals("applicants[1].nationalId", wrongStage.field());
    }

    @Test
    void opensArchiveOfEachApplyingOwner() {
        CaseView both = open(List.of(OWNER, OTHER.nationalId()), PermitCase.OWNER, OTHER);
        assertEquals(List.of(OWNER, OTHER.nationalId()), both.archive().owners());
    }

    @Test
    void proxyIsNotCountedAsOwner() {
        Applicant proxy = new Applicant("proxy", OTHER.nationalId(), "Sara", null);
        CaseView view = open(List.of(OWNER, OTHER.nationalId()), PermitCase.OWNER, proxy);
        assertEquals(List.of(OWNER), view.archive().owners());
    }

    @Test
    void archiveClosesWithStage() {
        PermitCase permit = PermitCase.inquiring(hub, 4);
        assertEquals(CaseView.ArchiveAccess.NONE, permit.view().archive());
        assertUnknownSheet(permit.view(), "deed", "deed-2");
    }

    @Test
    void archiveUseIsJournaledOnce() {
        CaseView view = open(List.of(OWNER), PermitCase.OWNER);
        CaseView first = hub.cases.addPaper(CasesHarness.OFFICE, view.id(), view.version(), "plan", "plan-1-scanned");
        CaseView second = hub.cases.addPaper(CasesHarness.OFFICE, view.id(), first.version(), "deed", "deed-1");
        hub.cases.addPaper(CasesHarness.OFFICE, view.id(), second.version(), "plan", "plan-2");
        List<String> used = hub.journal.entries(view.id()).stream()
                .filter(e -> e.event().equals("archive.used"))
                .map(e -> e.details())
                .toList();
        assertEquals(1, used.size(), used::toString);
        assertTrue(used.get(0).contains("deed"), used::toString);
        String added = hub.journal.entries(view.id()).toString();
        assertTrue(added.contains("\"source\":\"archive\"") && added.contains("\"source\":\"scan\""), added);
    }

    private Caller citizen(CaseView view) {
        Applicant applicant = view.applicants().get(0);
        UUID person = hub.persons.find(applicant.nationalId()).orElseThrow();
        return new Caller(
                "citizen:" + person,
                Set.of(Caller.citizenRole(person, hub.persons.number(person, applicant.mobile()))));
    }

    private CaseView seen(CaseView view) {
        return hub.cases.find(CasesHarness.OFFICE, view.id());
    }

    private List<String> archiveEvents(CaseView view) {
        return hub.journal.entries(view.id()).stream()
                .filter(e -> e.event().startsWith("archive."))
                .map(e -> e.event() + " " + e.details())
                .toList();
    }

    @Test
    void signedConsentIsRecorded() {
        CaseView view = open(List.of(OWNER, OTHER.nationalId()), PermitCase.OWNER, OTHER);
        assertEquals(List.of(), view.archive().consenting());
        ArchiveConsents consents = hub.consents;
        CasesHarness.assertRefused(
                Refusal.Kind.INVALID,
                "archive.person",
                () -> consents.recordSignedConsent(
                        CasesHarness.OFFICE, view.id(), view.version(), "0012345679", SIGNED));
        CasesHarness.assertRefused(
                Refusal.Kind.NOT_FOUND,
                "sheet.unknown",
                () -> consents.recordSignedConsent(CasesHarness.OFFICE, view.id(), view.version(), OWNER, "deed-1"));
        CasesHarness.assertRefused(
                Refusal.Kind.INVALID,
                "paper.kind",
                () -> consents.recordSignedConsent(
                        CasesHarness.OFFICE, view.id(), view.version(), OWNER, "deed-1-scanned"));
        CasesHarness.assertRefused(
                Refusal.Kind.STALE,
                "case.changed",
                () -> consents.recordSignedConsent(CasesHarness.OFFICE, view.id(), view.version() + 1, OWNER, SIGNED));
        CaseView consented =
                consents.recordSignedConsent(CasesHarness.OFFICE, view.id(), view.version(), OWNER, SIGNED);
        assertEquals(List.of(OWNER), consented.archive().consenting());
        assertTrue(archiveEvents(view).get(0).startsWith("archive.consented")
                && archiveEvents(view).get(0).contains(SIGNED));
    }

    @Test
    void refusalClosesArchive() {
        CaseView view = open(List.of(OWNER), PermitCase.OWNER);
        Caller owner = citizen(view);
        ArchiveConsents consents = hub.consents;
        consents.recordDecision(owner, view.id(), true);
        assertEquals(List.of(OWNER), seen(view).archive().consenting());
        consents.recordDecision(owner, view.id(), false);
        assertEquals(CaseView.ArchiveAccess.NONE, seen(view).archive());
        assertUnknownSheet(seen(view), "deed", "deed-1");
        assertTrue(archiveEvents(view).get(1).contains("\"office\":\"1204\""), archiveEvents(view)::toString);
        consents.recordDecision(owner, view.id(), true);
        assertEquals(List.of(OWNER), seen(view).archive().owners());
    }

    @Test
    void onlyCitizenOfOpenCaseDecides() {
        CaseView view = open(List.of(OWNER), PermitCase.OWNER);
        Applicant another = new Applicant("owner", OTHER.nationalId(), OTHER.name(), OTHER.mobile());
        CaseView others = open(List.of(OTHER.nationalId()), another);
        CasesHarness.assertRefused(
                Refusal.Kind.NOT_FOUND,
                "case.unknown",
                () -> hub.consents.recordDecision(citizen(view), others.id(), false));
        hub.cases.withdraw(CasesHarness.OFFICE, others.id(), others.version(), "thought better of it");
        CasesHarness.assertRefused(
                Refusal.Kind.CONFLICT,
                "archive.closed",
                () -> hub.consents.recordDecision(citizen(others), others.id(), true));
    }

    /** Readings of the archive are counted apart from other readings of the same login, once per case and interval. */
    @Test
    void countsArchiveReadingsByOfficeAndDay() {
        LocalDate today = LocalDate.now(PersianDate.TEHRAN);
        hub.readings.write();
        int before = countArchiveReadings(today);
        CaseView view = open(List.of(OWNER), PermitCase.OWNER);
        // the response of the opening lists the archive's papers
        open(List.of(OWNER), PermitCase.OWNER);
        hub.cases.find(CasesHarness.OFFICE, view.id());
        for (int i = 0; i < 3; i++) {
            hub.cases.find(CasesHarness.OFFICE, view.id(), "office.archive.read");
        }
        hub.readings.write();
        assertEquals(before + 2, countArchiveReadings(today));
        assertEquals(List.of(), hub.readings.archiveQueries(today.plusDays(1)));
    }

    private int countArchiveReadings(LocalDate day) {
        return hub.readings.archiveQueries(day).stream()
                .filter(looks -> looks.office().equals("1204") && looks.day().equals(day))
                .mapToInt(Readings.ArchiveQueryCount::count)
                .sum();
    }

    /** A masked view contains no person's papers. */
    @Test
    void maskedViewShowsNoArchive() {
        CaseView view = open(List.of(OWNER), PermitCase.OWNER);
        assertEquals(
                CaseView.ArchiveAccess.NONE,
                hub.cases.find(CasesHarness.OPERATOR, view.id()).archive());
    }
}
