package city.pishkhan.testkit;

import city.pishkhan.testkit.client.HubClient;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;

/** Brings decisions of the city's committees from the draft to the signature, all through the committee door. */
public final class CommitteeDecisions {

    static final String DOOR = "/committee/v1";

    private final Function<String, HubClient> doors;

    /** @param doors by the name of a demo login */
    public CommitteeDecisions(Function<String, HubClient> doors) {
        this.doors = doors;
    }

    /** @param terms what the kind of decision asks for */
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
     * Has it drafted, voted for and signed.
     *
     * @param voters the chair first, who signs
     * @return the decision's number
     */
    public String pass(String drafter, List<String> voters, Draft draft) throws InterruptedException {
        String id = doors.apply(drafter)
                .post(DOOR + "/decisions", draft.json())
                .path("id")
                .asText();
        return adopt(id, voters);
    }

    /** Has a draft voted for and signed. @return the decision's number */
    String adopt(String id, List<String> voters) throws InterruptedException {
        String path = DOOR + "/decisions/" + id;
        for (String voter : voters) {
            doors.apply(voter)
                    .post(path + "/votes", HubClient.JSON.createObjectNode().put("voice", "yes"));
        }
        return doors.apply(voters.get(0))
                .post(path + "/signature", null)
                .path("number")
                .asText();
    }
}
