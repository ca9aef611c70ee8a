package city.pishkhan.itests.doors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.testkit.client.HubClient;
import city.pishkhan.testkit.people.Clerk;
import city.pishkhan.testkit.people.Expert;
import city.pishkhan.testkit.people.ScannedSheets;
import city.pishkhan.testkit.people.WorklistOfficer;
import city.pishkhan.testkit.plots.Plot;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The services around a permit, through the doors and up to the certificate: connections, completion, no violation, transfer. */
@ExtendWith(SharedCityExtension.class)
class ConstructionIT {
    private static final int FLOORS = 8;
    private static final long AREA = 480;
    private static final long UNITS = 2 * FLOORS;
    /**
     * Property whose renovation duty for three years is known: 3 x 1.5% x 4,420,080 rial/m² x 312.5 m² =
     * 62,157,375 rial, see etc/demo/properties.csv.
     */
    private static final Plot MEASURED =
            new Plot("22-3-17-4-1-0-0", Set.of("residential"), 8, 480, 312, List.of("0499370899"));

    private static SharedCity city;
    private static PropertyOwner owner;
    private static WorklistOfficer supervisor;
    private static WorklistOfficer commission;

    @BeforeAll
    static void begin(SharedCity shared) throws Exception {
        city = shared;
        for (String partner : List.of("fire", "water", "electricity", "gas", "planning", "bank/mellat", "bank/saman")) {
            city.control(partner, SharedCity.USUAL);
        }
        owner = new PropertyOwner(city);
        supervisor = new WorklistOfficer(city.door("engineer"));
        commission = new WorklistOfficer(city.door("commission"));
    }

    private static void assertRefused(String code, ThrowingOpening opening) {
        assertEquals(code, assertThrows(HubClient.Refused.class, opening::open).code());
    }

    @FunctionalInterface
    private interface ThrowingOpening {
        void open() throws InterruptedException;
    }

    @Test
    void buildingIsPermittedConnectedAndCompleted() throws Exception {
        Plot plot = city.plot(FLOORS);
        assertRefused("case.requires", () -> owner.open("utility-connection", plot, FLOORS, AREA));
        assertRefused("case.requires", () -> owner.open("completion", plot, FLOORS, AREA));
        String permit = owner.openAndSubmit("building-permit", plot, FLOORS, AREA);
        owner.pay(permit, "duties");
        owner.approveVerification(permit, plot);
        assertEquals(
                FLOORS, owner.awaitCertificate(permit).at("/content/floors").asInt());

        runConnection(plot);
        runCompletion(plot);
    }

    @Test
    void withdrawnPaidPermitRefundsNinetyPercentOfDuties() throws Exception {
        String id = owner.openAndSubmit("building-permit", city.plot(FLOORS), FLOORS, AREA);
        owner.pay(id, "duties");
        owner.await(id, "stage", "final-verification");
        long owed = 0;
        for (JsonNode duty : city.clerk().bills(id).at("/0/duties")) {
            owed += duty.path("code").asText().equals("office-fee")
                    ? 0
                    : duty.path("amount").asLong() * 9 / 10;
        }
        assertTrue(owed > 0);
        assertEquals(
                "withdrawn",
                city.clerk().withdraw(id, "no money left").path("state").asText());
        JsonNode refund =
                city.door("treasury").get("/committee/v1/refunds?state=due").at("/items/0");
        assertEquals(owner.number(id), refund.path("caseNumber").asText(), refund::toString);
        assertEquals("withdrawn", refund.path("kind").asText(), refund::toString);
        assertEquals(owed, refund.path("amount").asLong(), refund::toString);
    }

    /** Revisions before and after the payment: the amounts due, billed and certified are consistent. */
    @Test
    void reducedPermitIsBilledAndCertifiedConsistently() throws Exception {
        Plot plot = city.plot(FLOORS);
        String id = owner.openAndSubmit("building-permit", plot, FLOORS, AREA);
        owner.await(id, "stage", "duties");
        String first = city.clerk().bills(id).at("/0/id").asText();
        city.clerk().revise(id, FLOORS - 1, Map.of("residential", AREA - 60), null);
        assertRefused("bill.replaced", () -> city.clerk().beginPayment(id, first, "mellat"));
        owner.pay(id, "duties");
        owner.await(id, "stage", "final-verification");
        JsonNode before = city.door("clerk-1204").get("/office/v1/cases/" + id + "/duties");
        assertEquals(90, before.at("/refunds/withdrawn").asInt(), before::toString);

        city.clerk().revise(id, FLOORS - 2, Map.of("residential", AREA - 120), null);
        owner.approveVerification(id, plot);
        JsonNode says = owner.awaitCertificate(id).path("content");
        JsonNode owed = city.door("clerk-1204").get("/office/v1/cases/" + id + "/duties");
        assertTrue(owed.path("total").asLong() < before.path("total").asLong(), owed::toString);
        long fee = 0;
        for (JsonNode line : owed.path("lines")) {
            fee += line.path("code").asText().equals("office-fee")
                    ? line.path("amount").asLong()
                    : 0;
        }
        assertEquals(owed.path("total").asLong() - fee, says.path("amount").asLong(), says::toString);
    }

    private static void runConnection(Plot plot) throws Exception {
        String id = owner.openAndSubmit("utility-connection", plot, FLOORS, AREA);
        owner.pay(id, "fees");
        JsonNode letter = owner.awaitCertificate(id).path("content");
        // connection fees of water, electricity and gas: 28, 35 and 19 million rial for each unit
        assertEquals(UNITS * 82_000_000L, letter.path("amount").asLong(), letter::toString);
        assertTrue(letter.path("conditions").findValuesAsText("code").contains("E-7"), letter::toString);
    }

    private static void runCompletion(Plot plot) throws Exception {
        String id = owner.openAndSubmit("completion", plot, FLOORS, AREA);
        String number = owner.number(id);
        JsonNode foundation = report("foundationSound", supervisor.await(number));
        assertThrows(
                HubClient.Refused.class,
                () -> supervisor.report(foundation, Map.of("builtFloors", FLOORS)),
                "too early");
        supervisor.report(foundation, Map.of("foundationSound", true));
        owner.await(id, "stage", "structure");
        supervisor.report(report("structureSound", supervisor.await(number)), Map.of("structureSound", true));
        owner.await(id, "stage", "finish");
        JsonNode finish = supervisor.await(number);
        assertEquals(AREA, finish.at("/facts/certifiedArea").asLong(), finish::toString);
        // 2% more than permitted is tolerated: 489.6 m²
        supervisor.report(finish, Map.of("builtFloors", FLOORS, "builtArea", 489));
        owner.pay(id, "duties");
        owner.approveVerification(id, plot);
        JsonNode says = owner.awaitCertificate(id).path("content");
        assertEquals(12_000 * 489, says.path("amount").asLong(), says::toString);
        assertTrue(says.path("conditions").findValuesAsText("code").contains("F-12"), "higher than six storeys");
        assertEquals(
                3,
                owner.read(id).path("inquiries").findValuesAsText("agency").stream()
                        .filter("engineering"::equals)
                        .count());
    }

    /** Verifies that the inquiry names the required finding, and returns the inquiry. */
    private static JsonNode report(String finding, JsonNode inquiry) {
        assertEquals(finding, inquiry.at("/findings/0").asText(), inquiry::toString);
        return inquiry;
    }

    @Test
    void noViolationIsCertifiedOnceNothingIsOpen() throws Exception {
        Plot plot = city.plot(FLOORS);
        String mobile = plot.mobile(0);
        owner.open("building-permit", plot, FLOORS, AREA);
        Visitor citizen =
                new Phone(city, mobile).login(city.visitor(), plot.owners().get(0));
        citizen.post(
                        "/citizen/v1/reports",
                        "{\"property\":\"%s\",\"kind\":\"extra-floor\",\"text\":\"طبقه‌ای بیش از پروانه ساخته شده است\"}"
                                .formatted(plot.code()))
                .expectStatus(201);
        assertRefused("case.excluded", () -> owner.open("no-violation", plot, FLOORS, AREA));
        runNoViolation(plot);

        String guilty = owner.openAndSubmit("no-violation", plot, FLOORS, AREA);
        commission.answer(
                commission.await(owner.number(guilty)), "reject", "M100-1", "رأی قلع بنا هنوز اجرا نشده است.");
        JsonNode refused = owner.await(guilty, "state", "refused");
        assertTrue(refused.path("note").asText().contains("رأی قلع بنا"), refused::toString);

        String clean = owner.openAndSubmit("no-violation", plot, FLOORS, AREA);
        commission.answer(commission.await(owner.number(clean)), "approve", "M100-2", null);
        owner.approveVerification(clean, plot);
        assertEquals(
                plot.code(),
                owner.awaitCertificate(clean).at("/content/subject").asText());
    }

    private static void runNoViolation(Plot plot) throws Exception {
        JsonNode line = city.door("district-" + plot.district())
                .get("/office/v1/reports?property=" + plot.code())
                .at("/items/0");
        JsonNode report = city.door("district-" + plot.district())
                .get(Permits.CASES + "?number=" + line.path("caseNumber").asText())
                .at("/items/0");
        String id = report.path("id").asText();
        Expert expert = new Expert(city.door("expert-2301"));
        expert.photo(id, ScannedSheets.photo(FLOORS));
        expert.photo(id, ScannedSheets.photo(FLOORS));
        expert.report(id, Map.of("violation", "none", "violationArea", 0, "violationUse", "none"), "چیزی یافت نشد.");
        JsonNode ended = new Clerk(city.door("district-" + plot.district())).decide(id, "approve", null, null);
        assertEquals("approved", ended.path("state").asText(), ended::toString);
    }

    @Test
    void transferIsClearedAfterRenovationDutyIsPaid() throws Exception {
        assertRefused("request.not-asked", () -> owner.open("transfer-clearance", MEASURED, FLOORS, AREA));
        String id = owner.openAndSubmit("transfer-clearance", MEASURED);
        WorklistOfficer revenue = new WorklistOfficer(city.door("revenue"));
        revenue.report(report("renovationYears", revenue.await(owner.number(id))), Map.of("renovationYears", 3));
        owner.pay(id, "duties");
        JsonNode says = owner.awaitCertificate(id).path("content");
        assertEquals(
                Map.of("renovation", 62_157_375L, "clearance", 1_500_000L), PropertyOwner.duties(says), says::toString);
        // the certificate has the exact amount; only bills are rounded to thousands
        assertEquals(63_657_375L, says.path("amount").asLong(), says::toString);
    }
}
