package city.pishkhan.demo.offices;

import city.pishkhan.demo.narration.DemoParticipants;
import city.pishkhan.demo.narration.Screen;
import city.pishkhan.testkit.RunningCity;
import city.pishkhan.testkit.client.HubClient;
import city.pishkhan.testkit.people.OfficeCases;
import city.pishkhan.testkit.plots.Plot;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** A citizen without a mobile: the counter prints a login slip, which can be used once. */
public final class SlipScene {
    private static final String CASE = "/citizen/v1/cases/";
    private static final String SERIAL = "9G12345678";
    private static final int FLOORS = 2;
    private static final int AREA = 100;

    private final RunningCity city;
    private final Screen screen;
    private final DemoParticipants cast;
    private final HubClient office;

    /** @param office client with a clerk's login */
    public SlipScene(RunningCity city, Screen screen, DemoParticipants cast, HubClient office) {
        this.city = city;
        this.screen = screen;
        this.cast = cast;
        this.office = office;
    }

    /** Returns whether the scene's building is allowed on a plot. */
    public static boolean isSuitable(Plot plot) {
        return plot.floors() >= FLOORS
                && plot.buildable() >= AREA
                && plot.uses().contains("residential");
    }

    /** @return deviations from the expected outcome; empty if there are none */
    public List<String> play(Plot plot) throws InterruptedException {
        List<String> wrong = new ArrayList<>();
        JsonNode opened = office.post(OfficeCases.CASES, opening(plot));
        String id = opened.path("id").asText();
        screen.step(
                office.user(),
                "opens a case for an owner without a mobile phone, checks the national card and prints a login slip");
        JsonNode slip = office.post(
                "/office/v1/login-slips",
                HubClient.JSON
                        .createObjectNode()
                        .put("tracking", opened.path("tracking").asText())
                        .put("nationalId", plot.owners().get(0))
                        .put("paper", "national-card")
                        .put("serial", SERIAL));
        HubClient citizen = login(slip);
        JsonNode own = citizen.get(CASE + id);
        screen.step(
                "citizen",
                "logs in with the slip and sees the case at stage "
                        + own.path("stage").asText());
        if (!own.at("/applicants/0/nationalId").asText().equals(plot.owners().get(0))) {
            wrong.add("the owner does not see the case");
        }
        try {
            login(slip).get(CASE + id);
            wrong.add("a PIN was accepted twice");
        } catch (HubClient.Refused e) {
            screen.step("citizen", "tries the same slip again and is refused: " + e.getMessage());
        }
        cast.clerk().withdraw(id, "the owner changed her mind");
        screen.step(office.user(), "withdraws the case, because the owner changed her mind");
        return wrong;
    }

    private HubClient login(JsonNode slip) {
        return HubClient.slip(
                city.http(),
                city.hub().address(),
                slip.path("tracking").asText(),
                slip.path("pin").asText());
    }

    private static ObjectNode opening(Plot plot) {
        ObjectNode body = HubClient.JSON
                .createObjectNode()
                .put("service", "building-permit")
                .put("subject", plot.code());
        ArrayNode applicants = body.putArray("applicants");
        for (String owner : plot.owners()) {
            String role = applicants.isEmpty() ? "owner" : "co-owner";
            applicants.addObject().put("role", role).put("nationalId", owner).put("name", "شهروند بی‌همراه");
        }
        body.putObject("request")
                .put("floors", FLOORS)
                .putArray("parts")
                .addObject()
                .put("use", "residential")
                .put("area", AREA)
                .put("units", FLOORS);
        return body;
    }
}
