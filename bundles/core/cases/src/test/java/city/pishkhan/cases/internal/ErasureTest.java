package city.pishkhan.cases.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.Refusal.Kind;
import city.pishkhan.api.cases.CaseView;
import city.pishkhan.api.cases.Cases.Applicant;
import city.pishkhan.api.cases.Cases.OpenCase;
import city.pishkhan.api.governance.Approvals.Approval;
import city.pishkhan.api.persons.Erasable;
import city.pishkhan.api.persons.Persons;
import city.pishkhan.api.persons.Persons.Party;
import city.pishkhan.api.security.Caller;
import city.pishkhan.identifiers.Ids;
import city.pishkhan.spi.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** People are erased when none of their cases is open. Afterwards no data of them is readable, and all operations still work. */
class ErasureTest {
    private static final Caller APPROVER = new Caller("legal-2", Set.of("institute"));
    /** Number of persons so far; each test erases a person of its own. */
    private static final AtomicInteger PERSONS = new AtomicInteger();

    private static final String OTHER = "6622334455";
    private final CasesHarness hub = CasesHarness.shared();
    private final String id = ConcurrencyTest.nationalId(661_122_300 + PERSONS.incrementAndGet());

    @AfterEach
    void leave() {
        hub.personErasure.rooms = List.of();
    }

    private Map<String, String> terms(String nationalId) {
        return Map.of("person", hub.persons.find(nationalId).orElseThrow().toString(), "ground", "asked");
    }

    private String erase(Map<String, String> terms) {
        Approval asked = new Approval(
                Ids.next(),
                "person-erase",
                terms,
                "a reason",
                "asked",
                "legal-1",
                Instant.EPOCH,
                Instant.EPOCH,
                null,
                null,
                null);
        return hub.tx.required(sql -> hub.personErasure.execute(APPROVER, asked));
    }

    private PermitCase open() {
        return new PermitCase(
                        hub,
                        hub.cases
                                .open(
                                        CasesHarness.OFFICE,
                                        new OpenCase(
                                                "building-permit",
                                                PermitCase.property(hub),
                                                List.of(
                                                        new Applicant("owner", id, "سیمین رفتنی", "09371112233"),
                                                        new Applicant(
                                                                "co-owner", OTHER, "ماندانا ماندنی", "09371112244")),
                                                PermitCase.building(4)))
                                .id())
                .add("deed")
                .add("plan")
                .submit()
                .planned(10);
    }

    @Test
    void retentionDutyPreventsErasure() {
        PermitCase permit = open();
        permit.answer("water", Verdict.APPROVE, null);
        permit.answer("electricity", Verdict.APPROVE, null);
        permit.answer("gas", Verdict.REJECT, "Simin Raftani owes");
        List<String> erased = new ArrayList<>();
        hub.personErasure.rooms = List.of(new Erasable() {
            @Override
            public void erase(UUID person, String nationalId, List<UUID> cases) {
                erased.add(nationalId);
            }

            @Override
            public void requireErasable(String nationalId) {
                throw new Refusal(Kind.CONFLICT, "kept." + nationalId, null, "Kept.", "\u0646\u06af\u0647");
            }
        });
        Map<String, String> terms = terms(id);
        CasesHarness.assertRefused(Kind.CONFLICT, "kept." + id, () -> hub.personErasure.check(terms));
        CasesHarness.assertRefused(Kind.CONFLICT, "kept." + id, () -> erase(terms));
        assertEquals(List.of(), erased);
        hub.personErasure.rooms = List.of();
        assertEquals("1", erase(terms));
    }

    @Test
    void erasedPersonIsUnreadableAndProofsStayValid() {
        PermitCase permit = open();
        permit.answer("water", Verdict.APPROVE, null);
        permit.answer("electricity", Verdict.APPROVE, null);
        permit.answer("gas", Verdict.REJECT, "Simin Raftani owes");
        assertTrue(permit.view().note().contains("Raftani"));
        UUID person = hub.persons.find(id).orElseThrow();
        List<Object> calls = new ArrayList<>();
        hub.personErasure.rooms =
                List.of((erased, nationalId, cases) -> calls.addAll(List.of(erased, nationalId, cases)));

        Map<String, String> terms = terms(id);
        hub.personErasure.check(terms);
        assertTrue(permit.view().toString().contains("سیمین"), "nothing is erased by asking");
        long version = permit.version();

        assertEquals("1", erase(terms));
        assertEquals(List.of(person, id, List.of(permit.id)), calls);
        CasesHarness.assertRefused(Kind.CONFLICT, "person.erased", () -> hub.personErasure.check(terms));
        CasesHarness.assertRefused(Kind.CONFLICT, "person.erased", () -> erase(terms));
        assertEquals(terms, hub.personErasure.journalTerms(terms), "an opaque id and a word");

        CaseView view = permit.view();
        assertNotEquals(version, view.version());
        assertEquals(Persons.ERASED, view.note());
        assertEquals(
                new Applicant("owner", Persons.ERASED, Persons.ERASED, null),
                view.applicants().get(0));
        assertEquals("ماندانا ماندنی", view.applicants().get(1).name(), "others stay");
        assertEquals(Persons.ERASED, permit.inquiry("gas").answerReason());
        assertTrue(view.papers().stream().allMatch(p -> p.name().equals(Persons.ERASED)));
        assertEquals(view, hub.cases.findByNumber(CasesHarness.DISTRICT, view.number()));
        assertEquals(
                Persons.ERASED,
                hub.cases
                        .find(CasesHarness.OPERATOR, permit.id)
                        .applicants()
                        .get(0)
                        .nationalId());
        hub.watch.find(permit.id);
        assertTrue(hub.inquiries.find(permit.inquiry("gas").id()).isPresent());
        assertFalse(hub.cases
                .list(CasesHarness.OFFICE, new city.pishkhan.api.cases.Cases.Filter(null, null, null, null), null, 5)
                .items()
                .isEmpty());
        CasesHarness.assertRefused(
                Kind.CONFLICT,
                "case.erased",
                () -> hub.glass.breakGlass(CasesHarness.OPERATOR, permit.id, "to see what is left of it"));

        assertEquals(Optional.empty(), hub.persons.find(id));
        assertEquals(Optional.empty(), hub.persons.mobile(person));
        assertEquals(
                new Party(person, "owner", null, null, true),
                hub.persons.ofCase(permit.id).get(0));
        assertTrue(hub.vault.isDestroyed(person) && hub.vault.isDestroyed(permit.id));
        assertFalse(hub.vault.isDestroyed(hub.persons.find(OTHER).orElseThrow()));

        assertEquals(List.of(), hub.journal.check(permit.id));
        assertTrue(hub.events(permit.id).contains("person.erased"));
        String all = hub.tx.required(sql -> String.join("\n", DatabaseDump.dump(sql)));
        assertFalse(all.contains("Raftani") || all.contains(id), "nor is it in any table");

        // the same person is new to the hub afterwards
        PermitCase again = open();
        assertNotEquals(person, hub.persons.find(id).orElseThrow());
        assertEquals("سیمین رفتنی", again.view().applicants().get(0).name());
        again.answer("gas", Verdict.REJECT, "No");
    }

    @Test
    void restoreRepeatsErasureDespiteOpenCases() {
        PermitCase permit = open();
        UUID person = hub.persons.find(id).orElseThrow();
        List<Object> calls = new ArrayList<>();
        hub.personErasure.rooms =
                List.of((erased, nationalId, cases) -> calls.addAll(List.of(erased, nationalId, cases)));
        assertEquals(
                List.of(permit.view().number()), hub.personErasure.repeatErasure(person), "somebody has to end it");
        assertEquals(List.of(person, id, List.of(permit.id)), calls);
        assertEquals(
                new Applicant("owner", Persons.ERASED, Persons.ERASED, null),
                permit.view().applicants().get(0));
        assertTrue(hub.vault.isDestroyed(person) && hub.vault.isDestroyed(permit.id));
        assertEquals(List.of(), hub.journal.check(permit.id));
        hub.cases.withdraw(CasesHarness.OFFICE, permit.id, permit.version(), "nobody is left");

        UUID nobody = UUID.randomUUID();
        hub.vault.createKeys(List.of(nobody));
        assertEquals(List.of(), hub.personErasure.repeatErasure(nobody), "whom the hub has no row of");
        assertTrue(hub.vault.isDestroyed(nobody));
    }

    @Test
    void rejectsErasureWhileCasesOrPaymentsAreOpen() {
        PermitCase permit = new PermitCase(
                hub,
                hub.cases
                        .open(
                                CasesHarness.OFFICE,
                                new OpenCase(
                                        "building-permit",
                                        PermitCase.property(hub),
                                        List.of(new Applicant("owner", "6633445563", "آذر", null)),
                                        PermitCase.building(4)))
                        .id());
        Map<String, String> terms = terms("6633445563");
        CasesHarness.assertRefused(Kind.CONFLICT, "erasure.open-case", () -> hub.personErasure.check(terms));
        hub.cases.withdraw(CasesHarness.OFFICE, permit.id, permit.version(), "no need");
        hub.personErasure.check(terms);
        PermitCase second = new PermitCase(
                hub,
                hub.cases
                        .open(
                                CasesHarness.OFFICE,
                                new OpenCase(
                                        "building-permit",
                                        PermitCase.property(hub),
                                        List.of(new Applicant("owner", "6633445563", "آذر", null)),
                                        PermitCase.building(4)))
                        .id());
        CasesHarness.assertRefused(Kind.CONFLICT, "erasure.open-case", () -> erase(terms));
        assertFalse(hub.vault.isDestroyed(permit.id));
        hub.cases.withdraw(CasesHarness.OFFICE, second.id, second.version(), "no need");
        hub.payments.owed = true;
        CasesHarness.assertRefused(Kind.CONFLICT, "erasure.unsettled", () -> erase(terms));
        hub.payments.owed = false;
        erase(terms);
        assertTrue(hub.vault.isDestroyed(permit.id) && hub.vault.isDestroyed(second.id));
    }

    @Test
    void rejectsInvalidGroundOrUnknownPerson() {
        String person = UUID.randomUUID().toString();
        CasesHarness.assertRefused(
                Kind.INVALID,
                "erasure.ground",
                () -> hub.personErasure.check(Map.of("person", person, "ground", "because")));
        CasesHarness.assertRefused(
                Kind.INVALID, "erasure.ground", () -> hub.personErasure.check(Map.of("person", person)));
        CasesHarness.assertRefused(
                Kind.NOT_FOUND, "person.unknown", () -> erase(Map.of("person", person, "ground", "law")));
    }
}
