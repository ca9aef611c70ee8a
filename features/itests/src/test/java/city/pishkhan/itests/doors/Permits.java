package city.pishkhan.itests.doors;

import city.pishkhan.testkit.client.HubClient;
import city.pishkhan.testkit.people.Clerk;
import city.pishkhan.testkit.plots.Plot;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.awaitility.Awaitility;

/** Opens permits and brings them to the stage that a test needs. */
final class Permits {

    static final String CASES = "/office/v1/cases";
    private static final long AREA = 60;

    private Permits() {}

    /** A valid request that opens a case; tests change it as needed. */
    static ObjectNode request(Plot plot) {
        ObjectNode body = HubClient.JSON
                .createObjectNode()
                .put("service", "building-permit")
                .put("subject", plot.code());
        ArrayNode applicants = body.putArray("applicants");
        for (String owner : plot.owners()) {
            String role = applicants.isEmpty() ? "owner" : "co-owner";
            applicants
                    .addObject()
                    .put("role", role)
                    .put("nationalId", owner)
                    .put("name", "شهروند آزمایشی " + applicants.size())
                    .put("mobile", "09022002580");
        }
        body.putObject("request")
                .put("floors", 2)
                .putArray("parts")
                .addObject()
                .put("use", "residential")
                .put("area", AREA)
                .put("units", 2);
        return body;
    }

    /**
     * Opens a case by a dishonest office in a person's name, with the office's own mobile number. The office first
     * records the person as the proxy of an owner.
     *
     * @return id of the case
     */
    static String openByRogueOffice(SharedCity city, String nationalId, String mobile) {
        Visitor rogue = city.visitor().as("clerk-2301");
        Plot plot = city.plot(2);
        ObjectNode given =
                HubClient.JSON.createObjectNode().put("kind", "proxy").put("number", "N-1");
        given.putObject("owner").put("nationalId", plot.owners().get(0)).put("name", "مالک");
        given.putObject("holder")
                .put("nationalId", nationalId)
                .put("name", "شهروند")
                .put("mobile", mobile);
        given.putArray("acts").add("open").add("see");
        rogue.post("/office/v1/authorities", given.toString()).expectStatus(201);
        ObjectNode body = request(plot);
        ((ObjectNode) body.path("applicants").get(0))
                .put("nationalId", nationalId)
                .put("mobile", mobile);
        return rogue.post(CASES, body.toString())
                .expectStatus(201)
                .json()
                .path("id")
                .asText();
    }

    /**
     * Opens a case.
     *
     * @return id of the case at its first stage
     */
    static String openCase(Clerk clerk, Plot plot) throws InterruptedException {
        return clerk.open(plot, "شهروند آزمایشی", 2, Map.of("residential", AREA))
                .path("id")
                .asText();
    }

    /**
     * Opens a case.
     *
     * @return the hub's answer
     */
    static JsonNode open(Clerk clerk, Plot plot, int floors) throws InterruptedException {
        return clerk.open(plot, "شهروند آزمایشی", floors, Map.of("residential", AREA * floors));
    }

    /**
     * Opens and submits a case, so that its agencies are asked.
     *
     * @return id of the case
     */
    static String openAndSubmit(Clerk clerk, Plot plot, int floors) throws InterruptedException {
        String id = open(clerk, plot, floors).path("id").asText();
        clerk.addPapers(id, plot, Set.of(), (fromArchive, scanned) -> {});
        clerk.submit(id);
        return id;
    }

    /** Waits until the case has an inquiry to an agency in the given state, and returns the newest one. */
    static JsonNode awaitInquiry(Clerk clerk, String id, String agency, String state) {
        JsonNode[] found = new JsonNode[1];
        Awaitility.await(agency + " is " + state)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> {
                    for (JsonNode inquiry : clerk.read(id).path("inquiries")) {
                        if (inquiry.path("agency").asText().equals(agency)
                                && inquiry.path("state").asText().equals(state)) {
                            found[0] = inquiry;
                        }
                    }
                    return found[0] != null;
                });
        return found[0];
    }

    static UUID id(JsonNode inquiry) {
        return UUID.fromString(inquiry.path("id").asText());
    }

    /** An approval with the digest of the inquiry. */
    static ObjectNode approval(Visitor agency, UUID inquiry) {
        String digest = agency.get("/agency/v1/inquiries/" + inquiry)
                .expectStatus(200)
                .json()
                .path("digest")
                .asText();
        return HubClient.JSON
                .createObjectNode()
                .put("digest", digest)
                .put("verdict", "approve")
                .put("reference", "TEST-1");
    }

    static void awaitStage(Clerk clerk, String id, String stage) {
        Awaitility.await(stage)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> clerk.read(id).path("stage").asText().equals(stage));
    }

    /** Waits until all inquiries are delivered and all notices to agencies are sent. */
    static void awaitDelivered(SharedCity city, String caseId) {
        UUID id = UUID.fromString(caseId);
        Awaitility.await("nobody is told anything more")
                .until(() -> city.store()
                                        .count(
                                                "select count(*) from cases.inquiry where case_id = ? and state in ('QUEUED', 'DISPATCHED')",
                                                id)
                                == 0
                        && city.store()
                                        .count(
                                                "select count(*) from cases.notice n join cases.inquiry i on i.id = n.inquiry"
                                                        + " where i.case_id = ? and n.sent_at is null",
                                                id)
                                == 0);
    }
}
