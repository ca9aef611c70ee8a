package city.pishkhan.cases.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.Page;
import city.pishkhan.api.Refusal.Kind;
import city.pishkhan.api.cases.CaseView;
import city.pishkhan.api.cases.Cases.Applicant;
import city.pishkhan.api.cases.Cases.OpenCase;
import city.pishkhan.api.cases.Cases.Part;
import city.pishkhan.api.cases.Cases.Request;
import city.pishkhan.api.cases.Cases.Summary;
import city.pishkhan.api.security.Caller;
import city.pishkhan.api.security.CitizenProofs;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A citizen's view of own cases, and the refusal of other people's cases. */
class CitizenTest {
    private static final String READ = "citizen.case.read";
    private static final Applicant OWNER = new Applicant("owner", "0790419904", "مریم کریمی", "09121234567");
    private static final Applicant CO_OWNER = new Applicant("co-owner", "0684159414", "رضا کریمی", "09129876543");

    private final CasesHarness hub = CasesHarness.shared();

    private CaseView open(Applicant... applicants) {
        return hub.cases.open(
                CasesHarness.OFFICE,
                new OpenCase(
                        "building-permit",
                        "22-3-18-" + hub.houses.incrementAndGet() + "-1-0-0",
                        List.of(applicants),
                        new Request(4, List.of(new Part("residential", 400, 4)))));
    }

    private Caller citizen(Applicant applicant) {
        return citizen(applicant, applicant.mobile());
    }

    /** Returns a citizen's login that has proved this mobile number. */
    private Caller citizen(Applicant applicant, String mobile) {
        UUID person = hub.persons.find(applicant.nationalId()).orElseThrow();
        return new Caller("citizen:" + person, Set.of(Caller.citizenRole(person, hub.persons.number(person, mobile))));
    }

    @Test
    void applicantSeesOtherApplicantsMasked() {
        CaseView view = open(OWNER, CO_OWNER);
        CaseView seen = hub.citizens.find(citizen(CO_OWNER), view.id(), READ);
        assertEquals(view.state(), seen.state());
        assertEquals(view.tracking(), seen.tracking());
        assertEquals(CO_OWNER, seen.applicants().get(1));
        Applicant other = seen.applicants().get(0);
        assertEquals(OWNER.name(), other.name());
        assertFalse(
                seen.toString().contains(OWNER.nationalId()) || seen.toString().contains(OWNER.mobile()));
        assertTrue(other.nationalId().startsWith("079*"), other::nationalId);
        assertEquals(
                OWNER,
                hub.citizens.find(citizen(OWNER), view.id(), READ).applicants().get(0));
        assertEquals(
                "case.opened",
                hub.citizens.history(citizen(OWNER), view.id()).get(0).event());
    }

    @Test
    void caseOfOtherCitizenIsReportedAsUnknown() {
        CaseView view = open(OWNER);
        open(new Applicant("owner", CO_OWNER.nationalId(), CO_OWNER.name(), null));
        Caller other = citizen(CO_OWNER);
        for (UUID id : List.of(view.id(), UUID.randomUUID())) {
            for (String operation : List.of(READ, "citizen.bill.read", "citizen.certificate.read")) {
                CasesHarness.assertRefused(
                        Kind.NOT_FOUND, "case.unknown", () -> hub.citizens.find(other, id, operation));
            }
            CasesHarness.assertRefused(Kind.NOT_FOUND, "case.unknown", () -> hub.citizens.history(other, id));
        }
        assertFalse(listed(other).contains(view.id()));
        assertTrue(listed(citizen(OWNER)).contains(view.id()));
    }

    /** A number that an office wrote into a case gives access to that case only. */
    @Test
    void loginReachesOnlyCasesWithItsNumber() {
        Applicant planted = new Applicant("owner", OWNER.nationalId(), OWNER.name(), "09350000001");
        CaseView view = open(OWNER, CO_OWNER);
        CaseView other = open(planted);
        CaseView without = open(new Applicant("owner", OWNER.nationalId(), OWNER.name(), null));
        Caller thief = citizen(planted);
        assertEquals(
                planted, hub.citizens.find(thief, other.id(), READ).applicants().get(0));
        for (CaseView hidden : List.of(view, without)) {
            for (String operation : List.of(
                    READ,
                    "citizen.case.history",
                    "citizen.bill.read",
                    "citizen.payment.begin",
                    "citizen.certificate.read",
                    "citizen.delivery.read",
                    "citizen.delivery.choose")) {
                CasesHarness.assertRefused(
                        Kind.NOT_FOUND, "case.unknown", () -> hub.citizens.find(thief, hidden.id(), operation));
            }
            CasesHarness.assertRefused(Kind.NOT_FOUND, "case.unknown", () -> hub.citizens.duties(thief, hidden.id()));
            CasesHarness.assertRefused(Kind.NOT_FOUND, "case.unknown", () -> hub.citizens.history(thief, hidden.id()));
        }
        List<UUID> reached = listed(thief);
        assertTrue(reached.contains(other.id()));
        assertFalse(reached.contains(view.id()) || reached.contains(without.id()));
        assertFalse(listed(citizen(OWNER)).contains(other.id()));
        CasesHarness.assertRefused(
                Kind.NOT_FOUND, "case.unknown", () -> hub.citizens.find(citizen(OWNER), other.id(), READ));
        // a number of another person gives no access
        CasesHarness.assertRefused(
                Kind.NOT_FOUND,
                "case.unknown",
                () -> hub.citizens.find(citizen(OWNER, CO_OWNER.mobile()), view.id(), READ));
        // a login without a proved number has no access
        UUID person = hub.persons.find(OWNER.nationalId()).orElseThrow();
        Caller unproved = new Caller("citizen:" + person, Set.of("citizen:" + person));
        assertEquals(List.of(), listed(unproved));
        CasesHarness.assertRefused(Kind.NOT_FOUND, "case.unknown", () -> hub.citizens.find(unproved, view.id(), READ));
    }

    private String number(Applicant applicant, String mobile) {
        return hub.persons.number(hub.persons.find(applicant.nationalId()).orElseThrow(), mobile);
    }

    /** The login received a code at the number, but the number's owner is not proved. It sees stage and bills, but no personal data. */
    @Test
    void unprovedNumberShowsProgressWithoutPersonalData() {
        Applicant applicant = new Applicant("owner", "0499370899", "سارا محمدی", "09350000011");
        CaseView view = open(applicant);
        CaseView other = open(new Applicant("owner", applicant.nationalId(), applicant.name(), "09350000012"));
        hub.proofs.reaches.put(number(applicant, applicant.mobile()), CitizenProofs.Reach.UNPROVED);
        Caller unproved = citizen(applicant);
        CaseView seen = hub.citizens.find(unproved, view.id(), READ);
        assertEquals(view.stage(), seen.stage());
        assertEquals(view.tracking(), seen.tracking());
        assertEquals(List.of(), seen.applicants());
        assertEquals(List.of(), seen.needs());
        for (String personal : List.of(applicant.nationalId(), applicant.name(), applicant.mobile())) {
            assertFalse(seen.toString().contains(personal), seen::toString);
        }
        hub.citizens.duties(unproved, view.id());
        hub.citizens.history(unproved, view.id());
        hub.citizens.reference(unproved, view.id(), "citizen.payment.begin");
        for (String operation :
                List.of("citizen.certificate.read", "citizen.delivery.read", "citizen.delivery.choose")) {
            CasesHarness.assertRefused(
                    Kind.FORBIDDEN, "citizen.unproved", () -> hub.citizens.reference(unproved, view.id(), operation));
            CasesHarness.assertRefused(
                    Kind.NOT_FOUND, "case.unknown", () -> hub.citizens.reference(unproved, other.id(), operation));
        }
        assertTrue(listed(unproved).contains(view.id()));
        assertFalse(listed(unproved).contains(other.id()));
    }

    /**
     * A registered number gives access to all cases. After a change, cases of other offices show only their progress until the waiting
     * period ends.
     */
    @Test
    void numberChangeGivesFullAccessAfterWaitingPeriod() {
        Applicant applicant = new Applicant("owner", "0012345679", "نگار رضایی", "09350000021");
        CaseView view = open(applicant);
        String changed = number(applicant, "09350000022");
        Caller citizen = citizen(applicant, "09350000022");
        Instant later = Instant.now().plusSeconds(3_600);
        hub.proofs.reaches.put(changed, CitizenProofs.Reach.UNPROVED);
        CasesHarness.assertRefused(Kind.NOT_FOUND, "case.unknown", () -> hub.citizens.find(citizen, view.id(), READ));

        String before = number(applicant, applicant.mobile());
        hub.proofs.reaches.put(changed, reach(new CitizenProofs.Grant(before, null, later, "9999"), later));
        assertEquals(List.of(), hub.citizens.find(citizen, view.id(), READ).applicants());
        CasesHarness.assertRefused(
                Kind.FORBIDDEN,
                "citizen.waits",
                () -> hub.citizens.reference(citizen, view.id(), "citizen.certificate.read"));
        assertTrue(listed(citizen).contains(view.id()));

        // the office that confirmed the number also handles the case, so the change blocks only irreversible operations
        hub.proofs.reaches.put(changed, reach(new CitizenProofs.Grant(before, null, later, view.office()), later));
        assertEquals(
                applicant,
                hub.citizens.find(citizen, view.id(), READ).applicants().get(0));
        hub.citizens.reference(citizen, view.id(), "citizen.certificate.read");
        CasesHarness.assertRefused(
                Kind.FORBIDDEN,
                "citizen.waits",
                () -> hub.citizens.reference(citizen, view.id(), "citizen.delivery.choose"));
        hub.proofs.reaches.put(changed, reach(new CitizenProofs.Grant(null, null, Instant.EPOCH, null), Instant.EPOCH));
        hub.citizens.reference(citizen, view.id(), "citizen.delivery.choose");

        // a printed access slip is valid for one case, regardless of the mobile number in that case
        CaseView second = open(applicant);
        hub.proofs.reaches.put(
                changed,
                new CitizenProofs.Reach(
                        List.of(new CitizenProofs.Grant(null, view.id(), later, view.office())), Instant.EPOCH, false));
        hub.citizens.reference(citizen, view.id(), "citizen.delivery.choose");
        assertEquals(List.of(view.id()), listed(citizen));
        CasesHarness.assertRefused(Kind.NOT_FOUND, "case.unknown", () -> hub.citizens.find(citizen, second.id(), READ));
    }

    private static CitizenProofs.Reach reach(CitizenProofs.Grant grant, Instant changes) {
        return new CitizenProofs.Reach(List.of(grant), changes, true);
    }

    @Test
    void numberChangeBlocksWithdrawalAndDelivery() {
        Applicant applicant = new Applicant("owner", "0067749828", "پریسا صادقی", "09350000031");
        CaseView view = open(applicant);
        hub.proofs.changing.add(hub.persons.find(applicant.nationalId()).orElseThrow());
        CasesHarness.assertRefused(
                Kind.CONFLICT,
                "case.number-changing",
                () -> hub.cases.withdraw(CasesHarness.OFFICE, view.id(), view.version(), "no more"));
        CasesHarness.assertRefused(
                Kind.CONFLICT,
                "case.number-changing",
                () -> hub.cases.reference(CasesHarness.OFFICE, view.id(), "office.delivery.choose"));
        hub.proofs.changing.clear();
        hub.cases.reference(CasesHarness.OFFICE, view.id(), "office.delivery.choose");
        hub.cases.withdraw(CasesHarness.OFFICE, view.id(), view.version(), "no more");
    }

    @Test
    void citizenAndOfficeAccessAreSeparate() {
        CaseView view = open(OWNER);
        for (Caller caller : List.of(CasesHarness.OFFICE, CasesHarness.DISTRICT, CasesHarness.OPERATOR)) {
            CasesHarness.assertRefused(Kind.FORBIDDEN, "access.forbidden", () -> hub.citizens.list(caller, null, 10));
            CasesHarness.assertRefused(
                    Kind.NOT_FOUND, "case.unknown", () -> hub.citizens.find(caller, view.id(), READ));
        }
        CasesHarness.assertRefused(Kind.NOT_FOUND, "case.unknown", () -> hub.cases.find(citizen(OWNER), view.id()));
        CasesHarness.assertRefused(
                Kind.NOT_FOUND,
                "case.unknown",
                () -> hub.cases.withdraw(citizen(OWNER), view.id(), view.version(), "no more"));
    }

    private List<UUID> listed(Caller caller) {
        List<UUID> all = new ArrayList<>();
        String cursor = null;
        do {
            Page<Summary> page = hub.citizens.list(caller, cursor, 2);
            assertTrue(page.items().size() <= 2);
            page.items().forEach(s -> all.add(s.id()));
            cursor = page.next();
        } while (cursor != null);
        assertEquals(all.size(), Set.copyOf(all).size());
        return all;
    }
}
