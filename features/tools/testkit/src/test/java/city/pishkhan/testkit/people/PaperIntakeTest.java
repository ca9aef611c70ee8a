package city.pishkhan.testkit.people;

import static org.junit.jupiter.api.Assertions.assertEquals;

import city.pishkhan.testkit.client.HubClient;
import city.pishkhan.testkit.client.ScriptedHub;
import city.pishkhan.testkit.plots.Plot;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Papers in the archive are not scanned again, except for plans. */
class PaperIntakeTest {
    private static final String PATH = "/office/v1/cases/1";
    private static final Plot PLOT = new Plot("22-3-17-4-1-0-0", Set.of("residential"), 4, 120, 200, List.of("001"));

    private static String answer(String call) {
        if (call.equals("GET " + PATH + "/archive")) {
            return "200 {\"held\": [{\"kind\": \"deed\", \"sha256\": \"d\"}, {\"kind\": \"plan\", \"sha256\": \"old\"}],"
                    + " \"needs\": [{\"kind\": \"deed\"}, {\"kind\": \"plan\"}, {\"kind\": \"national-card\"},"
                    + " {\"kind\": \"proxy\", \"present\": true}]}";
        }
        return "200 {\"id\": \"1\", \"version\": 3}";
    }

    @Test
    void addsPapersFromArchiveOrScans() throws Exception {
        try (ScriptedHub hub = new ScriptedHub((call, token) -> answer(call))) {
            HubClient hubClient = hub.door();
            OfficeCases cases = new OfficeCases(hubClient);
            cases.storeVersion(ScriptedHub.json("{'id': '1', 'version': 3}"));
            List<List<String>> reported = new ArrayList<>();
            new PaperIntake(hubClient, cases)
                    .addMissing("1", PLOT, Set.of(), (held, scanned) -> reported.addAll(List.of(held, scanned)));
            assertEquals(List.of(List.of("deed"), List.of("national-card", "plan")), reported);
            assertEquals(
                    List.of(
                            "GET " + PATH + "/archive",
                            "POST " + PATH + "/papers \"3\" {\"kind\":\"deed\",\"sha256\":\"d\"}",
                            "POST " + PATH + "/papers/sheets \"3\" plan=plan.pdf",
                            "POST " + PATH + "/papers/sheets \"3\" national-card:001=national-card.pdf"),
                    hub.calls);
        }
    }
}
