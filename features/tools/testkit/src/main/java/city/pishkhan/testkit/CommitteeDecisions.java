package city.pishkhan.testkit;

import city.pishkhan.testkit.client.HubClient;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;

/** Passes decisions of the city's committees from draft to signature through the committee door. */
public final class CommitteeDecisions {

    static final String DOOR = "/committee/v1";

    private final Function<String, HubClient> doors;

    /** @param doors client by name of a demo login */
    public CommitteeDecisions(Function<String, HubClient> doors) {
        this.doors = doors;
    }

    /**
     * A draft of a decision.
     *
     * @param terms terms that the kind of decision requires
     */
    public record Draft(
            String kind, String title, String clause, String reason, LocalDate effective, ObjectNode terms) {

        private ObjectNode json() {
            ObjectNode json = HubClient.JSON
                    .createObjectNode()
                    .put("kind", kind)
                    .put("title", title)
                    .put("clause", clause)
                    .put("reason", reason)
                    .put("effective", effective.toString());
            json.set("terms", terms);
            return json;
        }
    }

    /**
     * Drafts a decision, collects votes and signs it.
     *
     * @param voters logins of the voters; the first is the chair, who signs
     * @return number of the decision
     */
    public String pass(String drafter, List<String> voters, Draft draft) throws InterruptedException {
        String id = doors.apply(drafter)
                .post(DOOR + "/decisions", draft.json())
                .path("id")
                .asText();
        return adopt(id, voters);
    }

    /**
     * Collects votes for a draft and signs it.
     *
     * @return number of the decision
     */
    String adopt(String id, List<String> voters) throws InterruptedException {
        String path = DOOR + "/decisions/" + id;
        for (String voter : voters) {
            doors.apply(voter)
                    .post(path + "/votes", HubClient.JSON.createObjectNode().put("vote", "yes"));
        }
        return doors.apply(voters.get(0))
                .post(path + "/signature", null)
                .path("number")
                .asText();
    }
}
