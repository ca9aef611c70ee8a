package city.pishkhan.testkit.pictures;

import city.pishkhan.testkit.ProgressListener;
import city.pishkhan.testkit.RunningCity;
import city.pishkhan.testkit.client.HubClient;
import city.pishkhan.testkit.people.Clerk;
import city.pishkhan.testkit.people.Expert;
import city.pishkhan.testkit.people.OfficeCases;
import city.pishkhan.testkit.people.PayerBrowser;
import city.pishkhan.testkit.people.ScannedSheets;
import city.pishkhan.testkit.people.WorklistOfficer;
import city.pishkhan.testkit.plots.Plot;
import city.pishkhan.testkit.plots.Plots;
import city.pishkhan.testkit.waiting.CityException;
import city.pishkhan.testkit.waiting.Poll;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Creates the cases that the pictures of the handbook show: a permit that waits for one agency, permits that wait for a district, a
 * violation report to inspect, and one that waits for the commission.
 */
public final class PicturedCases {

    private static final String OFFICE = "clerk-1204";
    private static final String OWNER = "مریم نمونه";
    private static final String SERIAL = "9G12345678";
    /** The agency that has not answered yet in the pictured permit. */
    private static final String SLOW = "gas";

    private static final int FLOORS = 8;
    private static final int FEW_FLOORS = 2;
    private static final int AREA_PERCENT = 85;
    private static final long FLOOR_AREA = 200;
    private static final int MOST_PLOTS = 50;
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final RunningCity city;
    private final ProgressListener progress;
    private final Clerk clerk;
    private final Plots plots;

    /** @param progress receives a line for each case */
    public PicturedCases(RunningCity city, ProgressListener progress) {
        this.city = city;
        this.progress = progress;
        this.clerk = new Clerk(city.door(OFFICE));
        this.plots = Plots.read(city.plots(), System.nanoTime());
    }

    /**
     * Opens permits in all parts of the city, so that the map of the city shows numbers.
     *
     * @param permits number of permits
     */
    public void fill(int permits) throws InterruptedException {
        progress.step(OFFICE, "opens " + permits + " permits");
        for (int i = 0; i < permits; i++) {
            openAndSubmit(plot -> true, FEW_FLOORS);
        }
    }

    /**
     * Creates the cases. First resets the simulators of the four agencies, so that they answer at once.
     *
     * @return values of the placeholders: {@code permit} and {@code tracking} of the permit under way, its
     * {@code district}, {@code expert} (login with an inspection to do), {@code slipTracking} and {@code slipPin}
     * @throws CityException if a case does not reach its stage within 90 seconds
     */
    public Map<String, String> create() throws IOException, InterruptedException {
        for (String agency : new String[] {"fire", "water", "electricity", SLOW}) {
            city.partners().control(agency, Map.of("down", false, "fault", "none", "answerAfterMs", 0));
        }
        Map<String, String> values = new HashMap<>(permit());
        int district = Integer.parseInt(values.get("district"));
        for (int i = 0; i < 2; i++) {
            JsonNode paid = pay(openAndSubmit(plot -> plot.district() == district, FEW_FLOORS));
            progress.step(
                    "district-" + district,
                    "has to verify case " + paid.path("number").asText());
        }
        JsonNode reported = report(district);
        inspect(reported, district);
        values.put("expert", report(district).path("expert").asText());
        return values;
    }

    /** Opens the permit under way, which all agencies but one have answered. */
    private Map<String, String> permit() throws InterruptedException {
        city.partners().control(SLOW, Map.of("answerAfterMs", DAY.toMillis()));
        JsonNode opened;
        try {
            opened = openAndSubmit(plot -> true, FLOORS);
            String id = opened.path("id").asText();
            await(
                    () -> look(id).filter(PicturedCases::waitsForOne),
                    () -> "Case " + id + " does not wait for " + SLOW + " alone");
        } finally {
            city.partners().control(SLOW, Map.of("answerAfterMs", 0));
        }
        progress.step(SLOW, "has not answered case " + opened.path("number").asText());
        JsonNode slip = city.door(OFFICE)
                .post(
                        "/office/v1/login-slips",
                        HubClient.JSON
                                .createObjectNode()
                                .put("tracking", opened.path("tracking").asText())
                                .put(
                                        "nationalId",
                                        opened.at("/applicants/0/nationalId").asText())
                                .put("paper", "national-card")
                                .put("serial", SERIAL));
        return Map.of(
                "permit", opened.path("id").asText(),
                "tracking", opened.path("tracking").asText(),
                "district", opened.path("district").asText(),
                "slipTracking", slip.path("tracking").asText(),
                "slipPin", slip.path("pin").asText());
    }

    private static boolean waitsForOne(JsonNode now) {
        boolean delivered = false;
        boolean others = false;
        for (JsonNode inquiry : now.path("inquiries")) {
            String state = inquiry.path("state").asText();
            if (inquiry.path("agency").asText().equals(SLOW)) {
                delivered = state.equals("delivered");
            } else {
                others |= !state.equals("answered");
            }
        }
        return delivered && !others;
    }

    /** Opens a permit for a property that has no open case, and submits all its papers. */
    private JsonNode openAndSubmit(Predicate<Plot> where, int floors) throws InterruptedException {
        for (int i = 0; i < MOST_PLOTS; i++) {
            Plot plot = plots.next(where.and(one ->
                    one.floors() >= floors && one.uses().contains("residential") && one.buildable() >= FLOOR_AREA));
            long area = Math.min(plot.buildable() * AREA_PERCENT / 100, FLOOR_AREA * floors);
            try {
                JsonNode opened = clerk.open(plot, OWNER, floors, Map.of("residential", area));
                clerk.submitSheets(opened, plot);
                return opened;
            } catch (HubClient.Refused e) {
                if (!e.code().equals("case.already-open")) {
                    throw e;
                }
            }
        }
        throw new CityException("Every suitable property has an open case");
    }

    /** Pays the bills of a permit, so that it waits for its district. */
    private JsonNode pay(JsonNode opened) throws IOException, InterruptedException {
        String id = opened.path("id").asText();
        awaitStage(id, "duties");
        for (JsonNode bill : clerk.bills(id)) {
            new PayerBrowser(city.http())
                    .pay(clerk.beginPayment(id, bill.path("id").asText(), "mellat"));
        }
        return awaitStage(id, "final-verification");
    }

    /** Reports a violation and waits until an expert has to inspect it. */
    private JsonNode report(int district) throws InterruptedException {
        Plot plot = plots.next(one -> one.district() == district);
        HubClient officer = city.door("district-" + district);
        officer.post(
                "/office/v1/reports",
                HubClient.JSON
                        .createObjectNode()
                        .put("property", plot.code())
                        .put("kind", "extra-floor")
                        .put("source", "district")
                        .put("text", "طبقه‌ای بیش از پروانه ساخته می‌شود."));
        JsonNode assigned = await(
                () -> {
                    String number = officer.get("/office/v1/reports?property=" + plot.code())
                            .at("/items/0/caseNumber")
                            .asText();
                    String id = number.isEmpty()
                            ? ""
                            : officer.get("/office/v1/cases?number=" + number)
                                    .at("/items/0/id")
                                    .asText();
                    return id.isEmpty()
                            ? Optional.empty()
                            : Optional.of(officer.get(OfficeCases.path(id))).filter(now -> now.hasNonNull("expert"));
                },
                () -> "No expert is assigned to the report on " + plot.code());
        String expert = assigned.path("expert").asText();
        progress.step(expert, "has to inspect case " + assigned.path("number").asText());
        return assigned;
    }

    /** Inspects a reported building, so that its case waits for the commission. */
    private void inspect(JsonNode reported, int district) throws InterruptedException {
        String id = reported.path("id").asText();
        Expert expert = new Expert(city.door(reported.path("expert").asText()));
        expert.read(id);
        expert.photo(id, ScannedSheets.photo(district));
        expert.report(
                id,
                Map.of("violation", "extra-floor", "violationArea", 120, "violationUse", "residential"),
                "یک طبقه بیش از پروانه ساخته شده است.");
        Clerk officer = new Clerk(city.door("district-" + district));
        officer.read(id);
        officer.decide(id, "approve", null, null);
        String number = reported.path("number").asText();
        new WorklistOfficer(city.door("commission")).await(number);
        progress.step("commission", "has case " + number + " in its worklist");
    }

    private Optional<JsonNode> look(String id) throws InterruptedException {
        return Optional.of(clerk.read(id));
    }

    private JsonNode awaitStage(String id, String stage) throws InterruptedException {
        return await(
                () -> look(id).filter(now -> now.path("stage").asText().equals(stage)),
                () -> "Case " + id + " does not reach " + stage);
    }

    private static JsonNode await(Poll.PollAttempt<JsonNode, RuntimeException> look, Supplier<String> otherwise)
            throws InterruptedException {
        return Poll.until(LIMIT, PAUSE, look, otherwise);
    }
}
