package city.pishkhan.testkit.people;

import city.pishkhan.testkit.client.HubClient;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** An office's expert, who is assigned to inspections for the municipality by rotation. */
public final class Expert {
    private static final String PHOTO = "inspection-photo";

    private final HubClient hubClient;
    private final OfficeCases cases;
    private final PaperIntake papers;

    public Expert(HubClient hubClient) {
        this.hubClient = hubClient;
        this.cases = new OfficeCases(hubClient);
        this.papers = new PaperIntake(hubClient, cases);
    }

    public JsonNode read(String id) throws InterruptedException {
        return cases.get(id);
    }

    /**
     * Uploads a photo and adds it to the case.
     *
     * @return the case after the action
     */
    public JsonNode photo(String id, byte[] jpeg) throws InterruptedException {
        return papers.add(id, PHOTO, papers.photo(id, PHOTO, jpeg));
    }

    /**
     * Submits the inspection report.
     *
     * @param findings values by code, e.g. {@code builtFloors}
     * @return the case after the action
     */
    public JsonNode report(String id, Map<String, ?> findings, String words) throws InterruptedException {
        ObjectNode body = HubClient.JSON.createObjectNode().put("report", words);
        body.set("findings", HubClient.JSON.valueToTree(findings));
        return cases.change(id, version -> hubClient.post(OfficeCases.path(id) + "/inspection", version, body));
    }
}
