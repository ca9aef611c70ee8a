package city.pishkhan.testkit.people;

import city.pishkhan.testkit.client.HubClient;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** An office's expert, who inspects for the municipality when it is the expert's turn. */
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

    public JsonNode look(String id) throws InterruptedException {
        return cases.look(id);
    }

    /** Takes a photo and adds it to the case. @return the case then */
    public JsonNode photo(String id, byte[] jpeg) throws InterruptedException {
        return papers.add(id, PHOTO, papers.photo(id, PHOTO, jpeg));
    }

    /** Reports what was found. @param findings by the names of the vocabulary @return the case then */
    public JsonNode report(String id, Map<String, ?> findings, String words) throws InterruptedException {
        ObjectNode body = HubClient.JSON.createObjectNode().put("report", words);
        body.set("findings", HubClient.JSON.valueToTree(findings));
        return cases.changing(id, version -> hubClient.post(OfficeCases.path(id) + "/inspection", version, body));
    }
}
