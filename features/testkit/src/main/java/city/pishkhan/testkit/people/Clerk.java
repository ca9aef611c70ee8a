package city.pishkhan.testkit.people;

import city.pishkhan.testkit.client.HubClient;
import city.pishkhan.testkit.plots.Plot;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What an office, and a district's officer, do at the office door. Every method returns the case as it is afterwards, unless it says otherwise. */
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
     * @param parts use to m²
     */
    public JsonNode open(Plot plot, String ownerName, int floors, Map<String, Long> parts) throws InterruptedException {
        return open("building-permit", plot, ownerName, floors, parts);
    }

    /** Opens a case of a service that asks for a building. @param parts use to m² */
    public JsonNode open(String service, Plot plot, String ownerName, int floors, Map<String, Long> parts)
            throws InterruptedException {
        ObjectNode body = opening(service, plot, ownerName);
        body.set("request", request(floors, parts));
        return cases.read(hubClient.post(OfficeCases.CASES, body));
    }

    /** Opens a case of a service that asks for nothing but the property. */
    public JsonNode open(String service, Plot plot, String ownerName) throws InterruptedException {
        return cases.read(hubClient.post(OfficeCases.CASES, opening(service, plot, ownerName)));
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

    public JsonNode look(String id) throws InterruptedException {
        return cases.look(id);
    }

    /** As {@link #look}, of whoever waits: a case that has not changed is not sent again. @param known {@code null} at the first time */
    public JsonNode lookAgain(String id, JsonNode known) throws InterruptedException {
        return cases.lookAgain(id, known);
    }

    /** Scans a paper: of the property, or an identity paper of its first owner. @return the sheet's address */
    public String scan(String id, Plot plot, String kind, byte[] pdf) throws InterruptedException {
        return papers.scan(id, plot, kind, pdf);
    }

    public JsonNode addPaper(String id, String kind, String sha256) throws InterruptedException {
        return papers.add(id, kind, sha256);
    }

    /**
     * Brings what the rules ask for and the case has not: from the archive if it holds the sheet, else by scanning.
     *
     * @param wrong kinds that are scanned wrongly
     * @param told  what was taken from the archive and what was scanned, for people
     */
    public JsonNode bringPapers(String id, Plot plot, Set<String> wrong, Told told) throws InterruptedException {
        return papers.bring(id, plot, wrong, told);
    }

    /** Who is told which papers came from where. */
    @FunctionalInterface
    public interface Told {
        void papers(List<String> fromArchive, List<String> scanned);
    }

    public JsonNode submit(String id) throws InterruptedException {
        return cases.changing(id, version -> hubClient.post(OfficeCases.path(id) + "/submission", version, null));
    }

    /** Brings all papers and submits, in one call. @param opened as the opening answered */
    public JsonNode submitSheets(JsonNode opened, Plot plot) throws InterruptedException {
        return papers.submit(opened.path("id").asText(), plot, opened.path("archive"));
    }

    public JsonNode revise(String id, int floors, Map<String, Long> parts, String planSha256)
            throws InterruptedException {
        ObjectNode body = request(floors, parts);
        if (planSha256 != null) {
            body.put("planSha256", planSha256);
        }
        return cases.changing(id, version -> hubClient.put(OfficeCases.path(id) + "/request", version, body));
    }

    /** The district's decision. @param toStage and {@code reason} may be {@code null} if it approves */
    public JsonNode decide(String id, String decision, String toStage, String reason) throws InterruptedException {
        ObjectNode body = HubClient.JSON.createObjectNode().put("decision", decision);
        if (toStage != null) {
            body.put("toStage", toStage);
        }
        if (reason != null) {
            body.put("reason", reason);
        }
        return cases.changing(id, version -> hubClient.post(OfficeCases.path(id) + "/verification", version, body));
    }

    public JsonNode withdraw(String id, String reason) throws InterruptedException {
        ObjectNode body = HubClient.JSON.createObjectNode().put("reason", reason);
        return cases.changing(id, version -> hubClient.post(OfficeCases.path(id) + "/withdrawal", version, body));
    }

    /** @return the bills */
    public JsonNode bills(String id) throws InterruptedException {
        return hubClient.get(OfficeCases.path(id) + "/bills").path("items");
    }

    /** @return the attempt */
    public JsonNode beginPayment(String id, String bill, String gateway) throws InterruptedException {
        return hubClient.post(
                OfficeCases.path(id) + "/bills/" + bill + "/attempts",
                HubClient.JSON.createObjectNode().put("gateway", gateway));
    }

    /** @return the certificate */
    public JsonNode certificate(String id) throws InterruptedException {
        return hubClient.get(OfficeCases.path(id) + "/certificate");
    }
}
