package city.pishkhan.testkit.people;

import city.pishkhan.testkit.client.HubClient;
import city.pishkhan.testkit.plots.Plot;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Actions of an office's clerk or a district's officer at the office door.
 * Each method returns the case after the action, unless documented otherwise.
 */
public final class Clerk {

    private final HubClient hubClient;
    private final OfficeCases cases;
    private final PaperIntake papers;

    public Clerk(HubClient hubClient) {
        this.hubClient = hubClient;
        this.cases = new OfficeCases(hubClient);
        this.papers = new PaperIntake(hubClient, cases);
    }

    public String name() {
        return hubClient.user();
    }

    /**
     * Opens a case of a building permit.
     *
     * @param parts floor area in m² by use
     */
    public JsonNode open(Plot plot, String ownerName, int floors, Map<String, Long> parts) throws InterruptedException {
        return open("building-permit", plot, ownerName, floors, parts);
    }

    /**
     * Opens a case of a service that requires a building.
     *
     * @param parts floor area in m² by use
     */
    public JsonNode open(String service, Plot plot, String ownerName, int floors, Map<String, Long> parts)
            throws InterruptedException {
        ObjectNode body = opening(service, plot, ownerName);
        body.set("request", request(floors, parts));
        return cases.storeVersion(hubClient.post(OfficeCases.CASES, body));
    }

    /** Opens a case of a service that requires nothing but the property. */
    public JsonNode open(String service, Plot plot, String ownerName) throws InterruptedException {
        return cases.storeVersion(hubClient.post(OfficeCases.CASES, opening(service, plot, ownerName)));
    }

    private static ObjectNode opening(String service, Plot plot, String ownerName) {
        ObjectNode body =
                HubClient.JSON.createObjectNode().put("service", service).put("subject", plot.code());
        ArrayNode applicants = body.putArray("applicants");
        for (int i = 0; i < plot.owners().size(); i++) {
            applicants
                    .addObject()
                    .put("role", i == 0 ? "owner" : "co-owner")
                    .put("nationalId", plot.owners().get(i))
                    .put("name", i == 0 ? ownerName : ownerName + " (" + (i + 1) + ")")
                    .put("mobile", plot.mobile(i));
        }
        return body;
    }

    private static ObjectNode request(int floors, Map<String, Long> parts) {
        ObjectNode request = HubClient.JSON.createObjectNode().put("floors", floors);
        ArrayNode list = request.putArray("parts");
        parts.forEach((use, area) ->
                list.addObject().put("use", use).put("area", area).put("units", Math.max(1, floors * 2)));
        return request;
    }

    public JsonNode read(String id) throws InterruptedException {
        return cases.get(id);
    }

    /**
     * Reads a case for polling: an unchanged case is not sent again.
     *
     * @param known previous result, or {@code null} at the first call
     */
    public JsonNode readIfChanged(String id, JsonNode known) throws InterruptedException {
        return cases.getIfChanged(id, known);
    }

    /**
     * Scans a paper of the property, or an identity paper of its first owner.
     *
     * @return SHA-256 of the sheet
     */
    public String scan(String id, Plot plot, String kind, byte[] pdf) throws InterruptedException {
        return papers.scan(id, plot, kind, pdf);
    }

    public JsonNode addPaper(String id, String kind, String sha256) throws InterruptedException {
        return papers.add(id, kind, sha256);
    }

    /**
     * Adds the missing papers that the rules require: from the archive if it has the sheet, else by scanning.
     *
     * @param wrong kinds for which a wrong page is scanned
     * @param listener  receives the kinds that came from the archive and the kinds that were scanned
     */
    public JsonNode addPapers(String id, Plot plot, Set<String> wrong, PaperListener listener)
            throws InterruptedException {
        return papers.addMissing(id, plot, wrong, listener);
    }

    /** Receives the kinds of papers that came from the archive and that were scanned. */
    @FunctionalInterface
    public interface PaperListener {
        void papers(List<String> fromArchive, List<String> scanned);
    }

    public JsonNode submit(String id) throws InterruptedException {
        return cases.change(id, version -> hubClient.post(OfficeCases.path(id) + "/submission", version, null));
    }

    /**
     * Adds all papers and submits the case in one call.
     *
     * @param opened reply to the opening
     */
    public JsonNode submitSheets(JsonNode opened, Plot plot) throws InterruptedException {
        return papers.submit(opened.path("id").asText(), plot, opened.path("archive"));
    }

    public JsonNode revise(String id, int floors, Map<String, Long> parts, String planSha256)
            throws InterruptedException {
        ObjectNode body = request(floors, parts);
        if (planSha256 != null) {
            body.put("planSha256", planSha256);
        }
        return cases.change(id, version -> hubClient.put(OfficeCases.path(id) + "/request", version, body));
    }

    /**
     * Records the district's decision.
     *
     * @param toStage stage to return to, or {@code null} for an approval
     * @param reason  reason, or {@code null} for an approval
     */
    public JsonNode decide(String id, String decision, String toStage, String reason) throws InterruptedException {
        ObjectNode body = HubClient.JSON.createObjectNode().put("decision", decision);
        if (toStage != null) {
            body.put("toStage", toStage);
        }
        if (reason != null) {
            body.put("reason", reason);
        }
        return cases.change(id, version -> hubClient.post(OfficeCases.path(id) + "/verification", version, body));
    }

    public JsonNode withdraw(String id, String reason) throws InterruptedException {
        ObjectNode body = HubClient.JSON.createObjectNode().put("reason", reason);
        return cases.change(id, version -> hubClient.post(OfficeCases.path(id) + "/withdrawal", version, body));
    }

    /** Returns the bills of a case. */
    public JsonNode bills(String id) throws InterruptedException {
        return hubClient.get(OfficeCases.path(id) + "/bills").path("items");
    }

    /** Begins a payment at a bank's gateway, and returns the payment attempt. */
    public JsonNode beginPayment(String id, String bill, String gateway) throws InterruptedException {
        return hubClient.post(
                OfficeCases.path(id) + "/bills/" + bill + "/attempts",
                HubClient.JSON.createObjectNode().put("gateway", gateway));
    }

    /** Returns the certificate of a case. */
    public JsonNode certificate(String id) throws InterruptedException {
        return hubClient.get(OfficeCases.path(id) + "/certificate");
    }
}
