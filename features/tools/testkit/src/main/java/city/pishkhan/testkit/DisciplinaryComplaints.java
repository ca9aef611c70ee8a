package city.pishkhan.testkit;

import city.pishkhan.testkit.client.HubClient;
import city.pishkhan.testkit.waiting.CityException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Function;

/** Brings complaints before the Disciplinary Committee: hearing of the party and decision of three bodies, all through the doors. */
public final class DisciplinaryComplaints {

    /** Login of the officer who drafts decisions and is not a member. */
    public static final String OFFICER = "discipline";

    /** Logins of three members; the first is the chair. */
    public static final List<String> MEMBERS = List.of("discipline-1", "discipline-2", "discipline-3");

    private static final String DOOR = CommitteeDecisions.DOOR;

    private final Function<String, HubClient> doors;
    private final CommitteeDecisions decisions;

    /** @param doors client by name of a demo login */
    public DisciplinaryComplaints(Function<String, HubClient> doors) {
        this.doors = doors;
        this.decisions = new CommitteeDecisions(doors);
    }

    /**
     * Submits a complaint about an office.
     *
     * @return id of the complaint
     */
    public String complain(String office, String text) throws InterruptedException {
        ObjectNode given = HubClient.JSON.createObjectNode().put("text", text);
        given.putObject("party").put("kind", "office").put("name", office);
        HubClient officer = doors.apply(OFFICER);
        officer.post("/complaints", given);
        for (JsonNode complaint :
                officer.get(DOOR + "/complaints?state=received&party=office").path("items")) {
            if (complaint.at("/party/name").asText().equals(office)) {
                return complaint.path("id").asText();
            }
        }
        throw new CityException("The complaint about office " + office + " did not arrive");
    }

    /** Opens the hearing as the officer, and answers as the office. */
    public void holdHearing(String complaint, String charge, HubClient clerk, String answer)
            throws InterruptedException {
        doors.apply(OFFICER)
                .post(
                        DOOR + "/complaints/" + complaint + "/hearing",
                        HubClient.JSON.createObjectNode().put("charge", charge));
        clerk.post(
                DOOR + "/hearings/" + complaint + "/answer",
                HubClient.JSON.createObjectNode().put("text", answer));
    }

    /** Builds a proposal that is effective today. */
    public static ObjectNode proposal(String measure, String title, String reason) {
        return HubClient.JSON
                .createObjectNode()
                .put("measure", measure)
                .put("title", title)
                .put("clause", "آیین‌نامهٔ نمونه، ماده ۹")
                .put("reason", reason)
                .put("effective", LocalDate.now(ZoneId.of("Asia/Tehran")).toString());
    }

    /**
     * Submits the officer's proposal, collects the votes of three bodies, and signs as their chair.
     *
     * @return number of the decision
     */
    public String decide(String complaint, ObjectNode proposal) throws InterruptedException {
        JsonNode drafted = doors.apply(OFFICER)
                .post(DOOR + "/complaints/" + complaint + "/decision", proposal)
                .path("decisions");
        return decisions.adopt(drafted.path(drafted.size() - 1).asText(), MEMBERS);
    }
}
