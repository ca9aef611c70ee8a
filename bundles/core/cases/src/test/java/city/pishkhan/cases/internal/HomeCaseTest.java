package city.pishkhan.cases.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.Refusal.Kind;
import city.pishkhan.api.cases.CaseView;
import city.pishkhan.api.cases.Cases.OpenCase;
import city.pishkhan.api.cases.CitizenCases.ReadingHistory;
import city.pishkhan.api.cases.HomeCases.OwnedSubject;
import city.pishkhan.api.certificates.Deliveries;
import city.pishkhan.api.governance.Offices;
import city.pishkhan.api.money.Payments.Bill;
import city.pishkhan.api.security.Caller;
import city.pishkhan.api.security.CitizenProofs.Grant;
import city.pishkhan.api.security.CitizenProofs.Reach;
import city.pishkhan.identifiers.PersianDate;
import city.pishkhan.persistence.TestStore;
import city.pishkhan.spi.Answer;
import city.pishkhan.spi.Inquiry;
import city.pishkhan.spi.PartnerUnavailable;
import city.pishkhan.spi.VehicleOwnership;
import city.pishkhan.spi.Verdict;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A vehicle's owner opens a duty case online, with the shipped rules. */
class HomeCaseTest {
    private static final String SERVICE = "vehicle-duty";
    private static final String OWNER = "0499370899";
    private static final String MOBILE = "09022002580";
    private static final Caller HUB = Caller.HUB;

    @TempDir
    static Path etc;

    private static CasesHarness hub;
    private static int plates;

    private String plate;

    @BeforeAll
    static void start() throws Exception {
        StagedTestRules rules = new StagedTestRules(etc);
        DataSource source = TestStore.start().dataSource();
        hub = new CasesHarness(source, (tx, journal) -> rules.open(tx, journal, source));
        rules.enact();
    }

    @BeforeEach
    void registry() {
        plate = "12ب145" + (11 + plates++);
        hub.homes.vehicles = (nationalId, asked) -> nationalId.equals(OWNER) && asked.equals(plate)
                ? Optional.of(new VehicleOwnership.Owner("مریم کریمی"))
                : Optional.empty();
    }

    /** A citizen whose number is registered as their own. */
    private static Caller citizen(String nationalId, String mobile) {
        UUID person = hub.persons.register(nationalId);
        String number = hub.persons.number(person, mobile);
        hub.proofs.mobiles.put(number, mobile);
        hub.proofs.reaches.put(
                number, new Reach(List.of(new Grant(null, null, Instant.EPOCH, null)), Instant.EPOCH, true));
        return new Caller("citizen:" + person, Set.of(Caller.citizenRole(person, number)));
    }

    private CaseView opened(Caller citizen) {
        return hub.homes.open(citizen, hub.homes.match(citizen, SERVICE, plate), 5);
    }

    private static Inquiry asked(Caller citizen, UUID id, String agency) {
        return hub.citizens.find(citizen, id, "citizen.case.read").inquiries().stream()
                .filter(i -> i.agency().equals(agency))
                .flatMap(i -> hub.inquiries.claim(i.id()).stream())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void completesVehicleCaseWithoutOffice() {
        Caller citizen = citizen(OWNER, MOBILE);
        CaseView view = opened(citizen);
        UUID id = view.id();
        assertEquals(Offices.HOME, view.office());
        assertEquals(5, view.district());
        assertEquals("مریم کریمی", view.applicants().get(0).name());
        assertEquals(MOBILE, view.applicants().get(0).mobile(), "so that its owner hears of it");
        answerVehicle(citizen, id, "dena-plus");
        assertEquals("duty", hub.citizens.find(citizen, id, "citizen.case.read").stage());
        assertEquals(
                List.of(2_000_000L),
                hub.payments.bills(id).stream().map(Bill::amount).toList(),
                "no office has worked for a fee");
        assertEquals(1, hub.citizens.duties(citizen, id).size());
        assertEquals(0, hub.payments.debtors.get(id).officeShare());
        hub.payments.pay(id);
        hub.signals.paymentChanged(id);
        hub.inquiries.answer(HUB, Answer.of(asked(citizen, id, "vehicle-settlement"), Verdict.APPROVE, null, "V-1"));
        view = hub.citizens.find(citizen, id, "citizen.case.read");
        assertEquals(List.of("delivery:choice"), view.waitsFor());
        CasesHarness.assertRefused(
                Kind.INVALID,
                "delivery.no-office",
                () -> hub.deliveries.arrange(citizen, id, new Deliveries.Choice("office", null, null, null, null)));
        hub.deliveries.arrange(
                citizen, id, new Deliveries.Choice("home", "مریم کریمی", "تهران، خیابان یکم", "1619735744", null));
        assertEquals(
                List.of("delivery:ordered"),
                hub.citizens.find(citizen, id, "citizen.case.read").waitsFor());
        assertTrue(hub
                .cases
                .list(
                        CasesHarness.OFFICE,
                        new city.pishkhan.api.cases.Cases.Filter(null, null, null, SERVICE),
                        null,
                        50)
                .items()
                .stream()
                .noneMatch(line -> line.id().equals(id)));
        assertEquals(
                id,
                hub.cases
                        .find(new Caller("officer-5", Set.of("district:5")), id)
                        .id(),
                "its district sees it");
    }

    private static void answerVehicle(Caller citizen, UUID id, String model) {
        hub.inquiries.answer(
                HUB,
                Answer.data(
                        asked(citizen, id, "vehicles"),
                        Map.of(
                                "vin",
                                "NAAP41FD5AJ123457",
                                "vehicleModel",
                                model,
                                "vehicleTitle",
                                "دنا پلاس",
                                "vehicleFuel",
                                "petrol",
                                "vehicleUse",
                                "private",
                                "modelYear",
                                1400L,
                                "paidThrough",
                                PersianDate.of(Instant.now()).year() - 1L,
                                "home",
                                false)));
    }

    /** After a correction at the registry the owner submits again; a former owner cannot. */
    @Test
    void ownerSubmitsReturnedCaseAgain() {
        Caller citizen = citizen(OWNER, MOBILE);
        UUID id = opened(citizen).id();
        CasesHarness.assertRefused(
                Kind.CONFLICT,
                "case.submitted",
                () -> hub.homes.submit(citizen, hub.homes.rematch(citizen, id), id, version(citizen, id)));
        answerVehicle(citizen, id, "zeppelin");
        CaseView back = hub.citizens.find(citizen, id, "citizen.case.read");
        assertEquals(List.of("submission"), back.waitsFor());
        assertTrue(back.note().contains("zeppelin"), back.note());
        Caller stranger = citizen("0684159414", "09120000009");
        CasesHarness.assertRefused(Kind.NOT_FOUND, "case.unknown", () -> hub.homes.rematch(stranger, id));
        OwnedSubject matched = hub.homes.rematch(citizen, id);
        CasesHarness.assertRefused(
                Kind.STALE, "case.changed", () -> hub.homes.submit(citizen, matched, id, back.version() - 1));
        hub.homes.vehicles = (nationalId, asked) -> Optional.empty();
        CasesHarness.assertRefused(Kind.INVALID, "vehicle.not-own", () -> hub.homes.rematch(citizen, id));
        CaseView again = hub.homes.submit(citizen, matched, id, back.version());
        assertEquals(List.of("agency:vehicles"), again.waitsFor());
        assertEquals(back.number(), again.number(), "the case stays the same");
        assertTrue(hub.events(id).contains("case.submitted"));
        answerVehicle(citizen, id, "dena-plus");
        assertEquals("duty", hub.citizens.find(citizen, id, "citizen.case.read").stage());
        UUID office = hub.cases
                .open(
                        CasesHarness.OFFICE,
                        new OpenCase(SERVICE, "77ب77777", List.of(PermitCase.OWNER), null, Map.of(), null))
                .id();
        Caller owner = citizen(PermitCase.OWNER.nationalId(), PermitCase.OWNER.mobile());
        CasesHarness.assertRefused(Kind.CONFLICT, "home.of-office", () -> hub.homes.rematch(owner, office));
    }

    private static long version(Caller citizen, UUID id) {
        return hub.citizens.find(citizen, id, "citizen.case.read").version();
    }

    @Test
    void rejectsSubjectsOfOtherOwnersAndInvalidSubjects() {
        Caller citizen = citizen(OWNER, MOBILE);
        Caller stranger = citizen("0684159414", "09120000009");
        CasesHarness.assertRefused(Kind.INVALID, "vehicle.not-own", () -> hub.homes.match(stranger, SERVICE, plate));
        CasesHarness.assertRefused(
                Kind.INVALID, "vehicle.not-own", () -> hub.homes.match(citizen, SERVICE, "99ب99999"));
        CasesHarness.assertRefused(Kind.INVALID, "plate.shape", () -> hub.homes.match(citizen, SERVICE, "22-1"));
        CasesHarness.assertRefused(Kind.INVALID, "plate.zero", () -> hub.homes.match(citizen, SERVICE, "12ب14501"));
        CasesHarness.assertRefused(
                Kind.INVALID, "service.not-at-home", () -> hub.homes.match(citizen, "building-permit", plate));
        CasesHarness.assertRefused(Kind.INVALID, "service.unknown", () -> hub.homes.match(citizen, "no-such", plate));
        OwnedSubject matched = hub.homes.match(citizen, SERVICE, plate);
        assertFalse(matched.toString().contains("مریم"));
        CasesHarness.assertRefused(Kind.INVALID, "home.district", () -> hub.homes.open(citizen, matched, 23));
        hub.homes.open(citizen, matched, 22);
        CasesHarness.assertRefused(Kind.CONFLICT, "case.already-open", () -> hub.homes.open(citizen, matched, 22));
        CasesHarness.assertRefused(
                Kind.CONFLICT,
                "case.already-open",
                () -> hub.cases.open(
                        CasesHarness.OFFICE,
                        new OpenCase(SERVICE, plate, List.of(PermitCase.OWNER), null, Map.of(), null)));
        CasesHarness.assertRefused(
                Kind.FORBIDDEN, "access.forbidden", () -> hub.homes.match(CasesHarness.OFFICE, SERVICE, plate));
    }

    @Test
    void limitsFailedPlateAttempts() {
        Caller guesser = citizen("0790419904", "09120000007");
        for (int i = 0; i < 10; i++) {
            String wrong = "55ب555" + (11 + i);
            CasesHarness.assertRefused(Kind.INVALID, "vehicle.not-own", () -> hub.homes.match(guesser, SERVICE, wrong));
        }
        CasesHarness.assertRefused(Kind.TOO_MANY, "home.too-many", () -> hub.homes.match(guesser, SERVICE, "55ب55599"));
        hub.tx.run(sql -> sql.execute("update cases.home_attempt set at = at - interval '1 day'"));
        CasesHarness.assertRefused(
                Kind.INVALID, "vehicle.not-own", () -> hub.homes.match(guesser, SERVICE, "55ب55599"));
        // own vehicles and attempts without a result are not counted
        Caller citizen = citizen(OWNER, MOBILE);
        for (int i = 0; i < 12; i++) {
            hub.homes.match(citizen, SERVICE, plate);
        }
        hub.homes.vehicles = (nationalId, asked) -> {
            throw new PartnerUnavailable("vehicles: HTTP 500");
        };
        for (int i = 0; i < 12; i++) {
            CasesHarness.assertRefused(
                    Kind.UNAVAILABLE, "vehicles.unavailable", () -> hub.homes.match(citizen, SERVICE, plate));
        }
        hub.homes.vehicles = null;
        CasesHarness.assertRefused(
                Kind.UNAVAILABLE, "vehicles.unavailable", () -> hub.homes.match(citizen, SERVICE, plate));
    }

    @Test
    void unprovedNumberOpensNoCase() {
        UUID person = hub.persons.register(OWNER);
        Caller named = new Caller(
                "citizen:" + person, Set.of(Caller.citizenRole(person, hub.persons.number(person, "09121111111"))));
        CasesHarness.assertRefused(Kind.FORBIDDEN, "citizen.unproved", () -> hub.homes.match(named, SERVICE, plate));
        Caller changed = citizen(OWNER, "09122222222");
        hub.proofs.reaches.put(
                changed.citizenNumber().orElseThrow(),
                new Reach(List.of(), Instant.parse("2099-01-01T00:00:00Z"), true));
        CasesHarness.assertRefused(Kind.FORBIDDEN, "citizen.waits", () -> hub.homes.match(changed, SERVICE, plate));
    }

    @Test
    void suspendedHomeServiceOpensNoCase() {
        Caller citizen = citizen(OWNER, MOBILE);
        OwnedSubject matched = hub.homes.match(citizen, SERVICE, plate);
        hub.offices.suspended.add(Offices.HOME);
        try {
            CasesHarness.assertRefused(Kind.FORBIDDEN, "office.suspended", () -> hub.homes.open(citizen, matched, 5));
        } finally {
            hub.offices.suspended.remove(Offices.HOME);
        }
    }

    /** Readings by others are shown to the citizen, without the citizen's own; each can be objected to once. */
    @Test
    void citizenSeesReadingsAndObjectsOnce() {
        Caller citizen = citizen(OWNER, MOBILE);
        UUID id = opened(citizen).id();
        Caller district = new Caller("officer-5", Set.of("district:5"));
        hub.cases.find(district, id);
        hub.readings.write();
        ReadingHistory seen = hub.citizens.readings(citizen, id);
        assertEquals(
                List.of("officer-5"),
                seen.readings().stream().map(r -> r.principal()).toList());
        Instant at = seen.readings().get(0).at();
        CasesHarness.assertRefused(
                Kind.NOT_FOUND, "reading.unknown", () -> hub.citizens.recordObjection(citizen, id, at.plusSeconds(1)));
        assertEquals(
                "officer-5",
                hub.citizens.recordObjection(citizen, id, at).reading().principal());
        assertEquals(Set.of(at), hub.citizens.readings(citizen, id).objected());
        CasesHarness.assertRefused(
                Kind.CONFLICT, "reading.objected", () -> hub.citizens.recordObjection(citizen, id, at));
        assertTrue(hub.events(id).contains("reading.objected"));
        Caller other = citizen("0684159414", "09120000009");
        CasesHarness.assertRefused(Kind.NOT_FOUND, "case.unknown", () -> hub.citizens.readings(other, id));
    }
}
