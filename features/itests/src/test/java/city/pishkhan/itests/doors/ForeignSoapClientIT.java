package city.pishkhan.itests.doors;

import static city.pishkhan.itests.doors.Soap.AGENCY;
import static city.pishkhan.itests.doors.Soap.element;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.testkit.people.Clerk;
import city.pishkhan.testkit.people.ScannedSheets;
import city.pishkhan.testkit.plots.Plot;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The fire department processes its worklist with a SOAP client that shares no code with CXF: list, claim, plan by MTOM, answer, and the
 * documented fault for an invalid answer.
 */
@ExtendWith(SharedCityExtension.class)
class ForeignSoapClientIT {

    private static final String[] COMPANIES = {"water", "electricity", "gas"};

    private static SharedCity town;
    private static Clerk clerk;
    private static Soap fire;

    @BeforeAll
    static void begin(SharedCity shared) throws Exception {
        town = shared;
        clerk = town.clerk();
        fire = Soap.agency(town, "fire-expert");
        for (String company : COMPANIES) {
            town.control(company, SharedCity.USUAL);
        }
        town.switchFireChannel("worklist");
    }

    @AfterAll
    static void end() throws Exception {
        town.switchFireChannel("system");
    }

    @Test
    void foreignClientProcessesWorklist() throws Exception {
        Plot plot = town.plot(8);
        String id = Permits.openAndSubmit(clerk, plot, 8);
        UUID inquiry = Permits.id(Permits.awaitInquiry(clerk, id, "fire", "delivered"));

        Xml listed = findListed(fire, inquiry);
        Xml plan = listed.all(AGENCY, "attachment").stream()
                .filter(attachment -> attachment.text(AGENCY, "role").equals("plan"))
                .findFirst()
                .orElseThrow();
        assertEquals(plot.code(), fact(listed, "property"));
        assertEquals("8", fact(listed, "floors"));

        String sha256 = plan.text(AGENCY, "sha256");
        byte[] bytes = fire.call("getAttachment", element("id", inquiry) + element("sha256", sha256))
                .bytes(AGENCY, "content");
        assertEquals(
                sha256,
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)),
                "the plan, byte for byte");
        assertEquals(plan.text(AGENCY, "size"), Integer.toString(bytes.length));
        byte[] asTheOfficeHasIt = town.city()
                .http()
                .send(
                        HttpRequest.newBuilder(town.city()
                                        .hub()
                                        .address()
                                        .resolve(Permits.CASES + "/" + id + "/papers/" + sha256))
                                .header(
                                        "Authorization",
                                        "Bearer "
                                                + town.visitor()
                                                        .as("clerk-1204")
                                                        .token())
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray())
                .body();
        assertArrayEquals(asTheOfficeHasIt, bytes);

        String digest = listed.text(AGENCY, "digest");
        assertFaultsOfInvalidAnswers(inquiry, digest);

        String claimKey = UUID.randomUUID().toString();
        Xml claimed = fire.call("claim", element("requestId", claimKey) + element("id", inquiry))
                .body();
        String fence = claimed.text(AGENCY, "fence");
        assertEquals("fire-expert", claimed.text(AGENCY, "holder"));
        assertEquals(claimKey, claimed.text(AGENCY, "requestId"));

        String report = report(inquiry);
        String answer = element("digest", digest) + element("verdict", "approve-with-conditions")
                + "<p:condition>" + element("code", "F-12") + element("text", "پله فرار دوم") + "</p:condition>"
                + element("reference", "FD-" + inquiry) + element("attachment", report) + element("fence", fence);
        String key = UUID.randomUUID().toString();
        Xml receipt = fire.call("answer", element("requestId", key) + element("id", inquiry) + answer)
                .body();
        assertEquals("answered", receipt.text(AGENCY, "state"));
        assertEquals("false", receipt.text(AGENCY, "repeated"));
        town.store().assertUnchangedBy(() -> {
            Xml again = fire.call("answer", element("requestId", key) + element("id", inquiry) + answer)
                    .body();
            assertEquals("true", again.text(AGENCY, "replayed"));
            assertEquals(receipt.text(AGENCY, "at"), again.text(AGENCY, "at"));
        });

        JsonNode answered = Permits.awaitInquiry(clerk, id, "fire", "answered");
        assertEquals("approve-with-conditions", answered.path("verdict").asText());
        assertEquals("F-12", answered.at("/conditions/0/code").asText());
        assertFalse(ids(fire).contains(inquiry.toString()), "it is off the list");
        Permits.awaitStage(clerk, id, "duties");
    }

    /** For every invalid answer, the fault has the code documented in the WSDL, and the item stays unchanged. */
    private static void assertFaultsOfInvalidAnswers(UUID inquiry, String digest) {
        String start = element("requestId", UUID.randomUUID()) + element("id", inquiry);
        String approve = element("digest", digest) + element("verdict", "approve");
        town.store().assertUnchangedBy(() -> {
            fire.call("answer", start + approve).response().expectFault(AGENCY, "answer.fence");
            fire.call("answer", start + approve + element("fence", 77))
                    .response()
                    .expectFault(AGENCY, "worklist.fence");
            fire.call(
                            "answer",
                            start
                                    + element("digest", "0".repeat(64))
                                    + element("verdict", "approve")
                                    + element("fence", 77))
                    .response()
                    .expectFault(AGENCY, "worklist.fence");
            fire.withSoap12()
                    .call(
                            "answer",
                            start + element("digest", digest) + element("verdict", "maybe") + element("fence", 0))
                    .response()
                    .expectFault(AGENCY, "value.unknown");
            Soap.agency(town, "water")
                    .call("answer", start + approve + element("fence", 1))
                    .response()
                    .expectFault(AGENCY, "inquiry.unknown");
        });
    }

    /**
     * Uploads a report by MTOM, as a foreign client does.
     *
     * @return its SHA-256
     */
    private static String report(UUID inquiry) throws Exception {
        byte[] pdf = ScannedSheets.pdf(List.of("Report of the fire department on inquiry " + inquiry));
        String members = element("requestId", UUID.randomUUID())
                + element("id", inquiry)
                + element("name", "report.pdf")
                + element("content", Soap.include("cid:report@test"));
        Xml stored = fire.mtom(
                        fire.envelope("<p:uploadAttachment>" + members + "</p:uploadAttachment>"),
                        "uploadAttachment",
                        "report@test",
                        "application/pdf",
                        pdf)
                .body();
        assertEquals(
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(pdf)),
                stored.text(AGENCY, "sha256"));
        return stored.text(AGENCY, "sha256");
    }

    private static Xml findListed(Soap soap, UUID inquiry) {
        Awaitility.await("the item").until(() -> ids(soap).contains(inquiry.toString()));
        return soap.call("getItem", element("id", inquiry)).body().one(AGENCY, "inquiry");
    }

    /** Reads the worklist page by page, as the contract describes. */
    private static List<String> ids(Soap soap) {
        List<String> ids = new ArrayList<>();
        String cursor = null;
        do {
            Xml page = soap.call("getWorklist", (cursor == null ? "" : element("cursor", cursor)) + element("limit", 2))
                    .body();
            page.all(AGENCY, "inquiry").forEach(inquiry -> ids.add(inquiry.text(AGENCY, "id")));
            cursor = page.has(AGENCY, "next") ? page.text(AGENCY, "next") : null;
        } while (cursor != null);
        return ids;
    }

    private static String fact(Xml inquiry, String name) {
        return inquiry.all(AGENCY, "fact").stream()
                .filter(fact -> fact.text(AGENCY, "name").equals(name))
                .map(fact -> fact.text(AGENCY, "value"))
                .findFirst()
                .orElseThrow();
    }

    /** The WSDL for foreign clients is served, and has the address at which it was requested. */
    @Test
    void servesWsdlWithRequestedAddress() {
        DoorResponse wsdl = town.visitor().get("/soap/agency?wsdl");
        assertEquals(200, wsdl.status());
        Xml contract = Xml.parse(wsdl.body());
        assertTrue(
                contract.all("http://schemas.xmlsoap.org/wsdl/soap/", "address").stream()
                        .anyMatch(address -> address.attribute("location")
                                .equals(town.city().hub().address() + "/soap/agency")),
                wsdl::body);
        assertTrue(contract.has("http://schemas.xmlsoap.org/wsdl/", "fault"));
    }
}
