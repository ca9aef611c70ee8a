package city.pishkhan.demo.offices;

import city.pishkhan.demo.narration.DemoParticipants;
import city.pishkhan.demo.narration.Screen;
import city.pishkhan.testkit.RunningCity;
import city.pishkhan.testkit.client.HubClient;
import city.pishkhan.testkit.people.Expert;
import city.pishkhan.testkit.people.OfficeCases;
import city.pishkhan.testkit.people.ScannedSheets;
import city.pishkhan.testkit.people.WorklistOfficer;
import city.pishkhan.testkit.plots.Plot;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** A citizen reports a building violation; the municipality's case runs from the report to the Article 100 commission. */
public final class ViolationScene {
    private static final String REPORTS = "/citizen/v1/reports";

    private final RunningCity city;
    private final Screen screen;
    private final DemoParticipants cast;

    public ViolationScene(RunningCity city, Screen screen, DemoParticipants cast) {
        this.city = city;
        this.screen = screen;
        this.cast = cast;
    }

    /**
     * Plays the scene.
     *
     * @param reporter  property whose owner has a case, so that the hub knows the owner's mobile
     * @param reported property without a case
     * @return deviations from the expected outcome; empty if there are none
     */
    public List<String> play(Plot reporter, Plot reported) throws IOException, InterruptedException {
        HubClient citizen = login(reporter);
        String number = citizen.post(
                        REPORTS,
                        HubClient.JSON
                                .createObjectNode()
                                .put("property", reported.code())
                                .put("kind", "extra-floor")
                                .put("text", "همسایه طبقه‌ای بیش از پروانه می‌سازد."))
                .path("number")
                .asText();
        screen.step(
                "citizen",
                "reports an extra storey on " + reported.code() + ": report " + number
                        + "; only the citizen can see who reported it");
        decide(inspect(reported), reported);
        String state = citizen.get(REPORTS + "/" + number).path("state").asText();
        screen.step("citizen", "sees that the state of report " + number + " is " + state);
        return state.equals("ended") ? List.of() : List.of("the report is " + state + ", not ended");
    }

    /** Logs in with a one-time code that is sent to the mobile. */
    private HubClient login(Plot home) throws IOException, InterruptedException {
        String nationalId = home.owners().get(0);
        String code = cast.partners().code(home.mobile(0), () -> city.askCode(nationalId));
        screen.step("citizen", "logs in with a one-time code sent to the mobile");
        return HubClient.citizen(city.http(), city.hub().address(), nationalId, code);
    }

    /** Inspects the reported building as the assigned expert, and returns the case. */
    private JsonNode inspect(Plot reported) throws InterruptedException {
        HubClient district = city.door("district-" + reported.district());
        JsonNode line = district.get("/office/v1/reports?property=" + reported.code())
                .path("items")
                .path(0);
        String number = line.path("caseNumber").asText();
        JsonNode opened = district.get("/office/v1/cases?number=" + number).at("/items/0");
        String id = opened.path("id").asText();
        JsonNode now = district.get(OfficeCases.path(id));
        String name = now.path("expert").asText();
        screen.step(
                "hub",
                "opens case " + number + " for the municipality and assigns it to office "
                        + now.path("office").asText() + " and " + name);
        Expert expert = new Expert(city.door(name));
        expert.photo(id, ScannedSheets.photo(reported.floors() + 1));
        expert.photo(id, ScannedSheets.photo(reported.floors() + 2));
        expert.report(
                id,
                Map.of("violation", "extra-floor", "violationArea", 120, "violationUse", "residential"),
                "یک طبقه بیش از پروانه ساخته شده است.");
        screen.step(name, "inspects the building and adds 2 photos; finding: an extra storey, 120 m², residential");
        return now;
    }

    private void decide(JsonNode opened, Plot reported) throws InterruptedException {
        String id = opened.path("id").asText();
        cast.districts().apply(reported.district()).decide(id, "approve", null, null);
        screen.step("district-" + reported.district(), "checks the inspection report and approves it");
        long amountDue = 0;
        for (JsonNode fee : city.door("treasury").get("/office/v1/fees").path("fees")) {
            amountDue +=
                    fee.path("caseId").asText().equals(id) ? fee.path("amount").asLong() : 0;
        }
        screen.step("treasury", "owes the office %,d rial for the inspection".formatted(amountDue));
        WorklistOfficer commission = new WorklistOfficer(city.door("commission"));
        commission.answer(
                commission.await(opened.path("number").asText()),
                "approve",
                "M100-DEMO",
                "پرونده در کمیسیون ماده صد ثبت شد.");
        screen.step("commission", "finds the case in its worklist and registers it as an Article 100 case");
    }
}
