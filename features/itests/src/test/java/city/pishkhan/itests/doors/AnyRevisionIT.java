package city.pishkhan.itests.doors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.itests.TestReport;
import city.pishkhan.testkit.client.HubClient;
import city.pishkhan.testkit.people.Clerk;
import city.pishkhan.testkit.plots.Plot;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Every possible revision at every stage of a permit. A revision that violates limits is refused with all violated
 * limits and changes nothing. A valid revision is billed and certified with its new amount.
 */
@ExtendWith(SharedCityExtension.class)
class AnyRevisionIT {
    private static final int FLOORS = 4;
    private static final long AREA = 60L * FLOORS;
    private static final int BY_CHANCE = 25;
    private static final int[] FLOORS_TRIED = {-1, 0, 1, 2, 100, 101, Integer.MAX_VALUE};
    private static final long[] AREAS_TRIED = {-1, 0, 1, 60, 1_000_000, 1_000_001, Long.MAX_VALUE};
    private static final int[] UNITS_TRIED = {-1, 0, 1, 10_000, 10_001};
    private static final String[] USES_TRIED = {"residential", "Wohnen", "", "مسکونی"};

    private static final Map<String, Integer> PROBES = new TreeMap<>();

    private static SharedCity city;
    private static PropertyOwner owner;
    private static Visitor office;
    private static Random random;

    @BeforeAll
    static void begin(SharedCity shared) throws Exception {
        city = shared;
        for (String partner : List.of("fire", "water", "electricity", "gas", "planning", "bank/mellat")) {
            city.control(partner, SharedCity.USUAL);
        }
        owner = new PropertyOwner(city);
        office = city.visitor().as("clerk-1204");
        long seed = System.nanoTime();
        random = new Random(seed);
        TestReport.log("Revisions, seed " + seed);
    }

    @AfterAll
    static void end() {
        TestReport.log("Revisions by stage: " + PROBES);
    }

    private static ObjectNode revision(int floors, String use, long area, int units) {
        ObjectNode body = HubClient.JSON.createObjectNode().put("floors", floors);
        part(body.putArray("parts"), use, area, units);
        return body;
    }

    private static void part(ArrayNode parts, String use, long area, int units) {
        parts.addObject().put("use", use).put("area", area).put("units", units);
    }

    /** Requests that do not describe a building at all. */
    private static List<String> malformed() {
        List<String> all =
                new ArrayList<>(List.of("", "{}", "[]", "null", "{", "{\"floors\":2}", "{\"floors\":2,\"parts\":[]}"));
        String parts = "\"parts\":[{\"use\":\"residential\",\"area\":60,\"units\":1}]}";
        for (String floors : List.of("null", "\"two\"", "1.5", "1e99", "true", "[2]", "99999999999")) {
            all.add("{\"floors\":" + floors + "," + parts);
        }
        all.add("{\"floors\":2,\"invented\":1," + parts);
        all.add("{\"floors\":2,\"floors\":3," + parts);
        all.add("{\"floors\":2,\"planSha256\":\"none\"," + parts);
        all.add("{\"floors\":2,\"planSha256\":\"" + "0".repeat(64) + "\"," + parts);
        ObjectNode many = HubClient.JSON.createObjectNode().put("floors", 2);
        ArrayNode list = many.putArray("parts");
        for (int i = 0; i <= 50; i++) {
            part(list, "residential", 1, 1);
        }
        all.add(many.toString());
        return all;
    }

    /** Returns the fields whose values exceed the general bounds of a building. */
    private static Set<String> invalidFields(ObjectNode body) {
        Set<String> fields = new HashSet<>();
        long floors = body.path("floors").asLong();
        if (floors < 1 || floors > 100) {
            fields.add("floors");
        }
        for (int i = 0; i < body.path("parts").size(); i++) {
            JsonNode part = body.path("parts").get(i);
            String name = "parts[" + i + "].";
            if (!part.path("use").asText().matches("[a-z][a-z0-9-]*")) {
                fields.add(name + "use");
            }
            if (part.path("area").asLong() < 1 || part.path("area").asLong() > 1_000_000) {
                fields.add(name + "area");
            }
            if (part.path("units").asInt() < 0 || part.path("units").asInt() > 10_000) {
                fields.add(name + "units");
            }
        }
        return fields;
    }

    private static List<ObjectNode> extremeRevisions() {
        List<ObjectNode> all = new ArrayList<>();
        for (int floors : FLOORS_TRIED) {
            all.add(revision(floors, "residential", AREA, 1));
        }
        for (long area : AREAS_TRIED) {
            all.add(revision(2, "residential", area, 1));
        }
        for (int units : UNITS_TRIED) {
            all.add(revision(2, "residential", AREA, units));
        }
        for (int i = 0; i < BY_CHANCE; i++) {
            ObjectNode body = HubClient.JSON.createObjectNode().put("floors", randomOf(FLOORS_TRIED));
            ArrayNode parts = body.putArray("parts");
            for (int n = random.nextInt(3); n >= 0; n--) {
                part(
                        parts,
                        USES_TRIED[random.nextInt(USES_TRIED.length)],
                        AREAS_TRIED[random.nextInt(AREAS_TRIED.length)],
                        randomOf(UNITS_TRIED));
            }
            all.add(body);
        }
        all.removeIf(body -> invalidFields(body).isEmpty());
        return all;
    }

    private static int randomOf(int... values) {
        return values[random.nextInt(values.length)];
    }

    private static String path(String id) {
        return Permits.CASES + "/" + id + "/request";
    }

    private static DoorResponse assertRefused(String moment, String id, String version, String body) {
        PROBES.merge(moment, 1, Integer::sum);
        DoorResponse response = office.put(path(id), body, "If-Match", version);
        assertTrue(response.status() >= 400 && response.status() < 500, () -> moment + ", " + body + ": " + response);
        return response.expectProblem(
                response.status(), response.json().path("code").asText());
    }

    /**
     * Verifies that invalid revisions change nothing.
     *
     * @param open {@code true} if the case may be revised
     */
    private static void assertNoneAccepted(String moment, String id, boolean open) throws Exception {
        Permits.awaitDelivered(city, id);
        JsonNode before = owner.read(id);
        city.store().assertUnchangedBy(() -> {
            String version = office.get(Permits.CASES + "/" + id)
                    .expectStatus(200)
                    .headers()
                    .get("etag");
            for (String body : malformed()) {
                assertRefused(moment, id, version, body);
            }
            for (ObjectNode body : extremeRevisions()) {
                DoorResponse response = assertRefused(moment, id, version, body.toString());
                if (open) {
                    assertEquals(422, response.status(), response::toString);
                    List<String> named = response.json().path("errors").findValuesAsText("field");
                    assertTrue(
                            named.containsAll(invalidFields(body)),
                            () -> moment + ": " + invalidFields(body) + " are broken by " + body + ", told "
                                    + response);
                }
            }
            if (moment.equals("papers")) {
                return; // the hub checks revisions against the plan order only once all papers are complete
            }
            if (open) {
                DoorResponse typo = assertRefused(
                        moment,
                        id,
                        version,
                        revision(80, "residential", AREA, 1).toString());
                assertEquals(422, typo.status(), typo::toString);
            } else {
                assertRefused(
                        moment, id, version, revision(2, "residential", 60, 2).toString());
            }
        });
        assertEquals(before, owner.read(id), moment);
    }

    private static void revise(String moment, String id, int floors, long area) throws Exception {
        PROBES.merge(moment + ", taken", 1, Integer::sum);
        JsonNode now = city.clerk().revise(id, floors, Map.of("residential", area), null);
        assertFalse(now.hasNonNull("ended"), moment + ": " + now);
    }

    private static List<String> openBills(String id) throws Exception {
        List<String> open = new ArrayList<>();
        for (JsonNode bill : city.clerk().bills(id)) {
            if (bill.path("state").asText().equals("open")) {
                open.add(bill.path("id").asText());
            }
        }
        return open;
    }

    /** Before payment there is exactly one open bill, and replaced bills cannot be paid. */
    private static void assertBilledOnce(String id, List<String> before) throws Exception {
        owner.await(id, "stage", "duties");
        assertEquals(1, openBills(id).size(), "bills to pay");
        for (String old : before) {
            assertEquals(
                    "bill.replaced",
                    assertThrows(HubClient.Refused.class, () -> city.clerk().beginPayment(id, old, "mellat"))
                            .code());
        }
    }

    @Test
    void rejectsInvalidRevisionsAtEveryStage() throws Exception {
        Plot plot = city.plot(FLOORS);
        String id = owner.open("building-permit", plot, FLOORS, AREA);
        assertNoneAccepted("papers", id, true);
        revise("papers", id, 2, 120);
        city.clerk().addPapers(id, plot, Set.of(), (fromArchive, scanned) -> {});
        city.control("water", SharedCity.SILENT);
        city.clerk().submit(id);
        Permits.awaitInquiry(city.clerk(), id, "water", "delivered");
        assertNoneAccepted("inquiries", id, true);
        city.control("water", SharedCity.USUAL);
        revise("inquiries", id, 3, 180);
        owner.await(id, "stage", "duties");
        assertNoneAccepted("duties owed", id, true);
        for (int floors : new int[] {2, 4, 3}) {
            List<String> before = openBills(id);
            revise("duties owed", id, floors, 60L * floors);
            assertBilledOnce(id, before);
        }
        owner.pay(id, "duties");
        owner.await(id, "stage", "final-verification");
        assertNoneAccepted("duties paid", id, true);
        revise("duties paid", id, 4, 240);
        owner.pay(id, "duties");
        owner.await(id, "stage", "final-verification");
        new Clerk(city.door("district-" + plot.district())).decide(id, "send-back", "papers", "the plan is not signed");
        assertNoneAccepted("sent back", id, true);
        revise("sent back", id, 2, 120);
        city.clerk().submit(id);
        owner.approveVerification(id, plot);
        assertCertificateMatchesDuties(id);
        assertNoneAccepted("approved", id, false);
    }

    private static void assertCertificateMatchesDuties(String id) throws Exception {
        JsonNode says = owner.awaitCertificate(id).path("content");
        assertEquals(2, says.path("floors").asInt(), says::toString);
        JsonNode duties = city.door("clerk-1204").get(Permits.CASES + "/" + id + "/duties");
        long fee = 0;
        for (JsonNode line : duties.path("lines")) {
            fee += line.path("code").asText().equals("office-fee")
                    ? line.path("amount").asLong()
                    : 0;
        }
        assertEquals(duties.path("total").asLong() - fee, says.path("amount").asLong(), says::toString);
    }

    @Test
    void rejectsRevisionsOfWithdrawnCase() throws Exception {
        Plot plot = city.plot(FLOORS);
        String id = owner.open("building-permit", plot, FLOORS, AREA);
        city.clerk().withdraw(id, "no more");
        assertNoneAccepted("withdrawn", id, false);
    }
}
