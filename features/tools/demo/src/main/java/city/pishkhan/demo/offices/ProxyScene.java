package city.pishkhan.demo.offices;

import city.pishkhan.demo.narration.DemoParticipants;
import city.pishkhan.demo.narration.Screen;
import city.pishkhan.testkit.RunningCity;
import city.pishkhan.testkit.client.HubClient;
import city.pishkhan.testkit.people.OfficeCases;
import city.pishkhan.testkit.plots.Plot;
import city.pishkhan.testkit.waiting.Poll;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A proxy acts for an owner. Without a recorded proxy the case is refused; with one it is opened. The owner is notified
 * and revokes the proxy; the case is then on hold until a second proxy is recorded. The second proxy withdraws the case
 * on the citizens' pages.
 */
public final class ProxyScene {
    private static final String AUTHORITIES = "/office/v1/authorities";
    private static final String PROXY = "0790419904";
    private static final String PROXYS_MOBILE = "09121234567";
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(300);

    private final RunningCity city;
    private final Screen screen;
    private final DemoParticipants cast;
    private final HubClient office;

    public ProxyScene(RunningCity city, Screen screen, DemoParticipants cast, HubClient office) {
        this.city = city;
        this.screen = screen;
        this.cast = cast;
        this.office = office;
    }

    /** Returns whether the first owner is a natural person, who may give a proxy, and the plot allows the demo's building. */
    public static boolean isSuitable(Plot plot) {
        return SuspensionScene.isSuitable(plot) && plot.owners().get(0).length() == PROXY.length();
    }

    /** @return deviations from the expected outcome; empty if there are none */
    public List<String> play(Plot plot) throws IOException, InterruptedException {
        ObjectNode opening = opening(plot);
        try {
            office.post(OfficeCases.CASES, opening);
            return List.of("a person without authority opened a case for an owner");
        } catch (HubClient.Refused e) {
            if (!e.code().equals("authority.missing")) {
                throw e;
            }
            screen.step(
                    office.user(),
                    "tries to open a case for a representative of the owner and is refused: " + e.getMessage());
        }
        JsonNode first = record(plot, "open", "see");
        String id = office.post(OfficeCases.CASES, opening).path("id").asText();
        screen.step(
                office.user(),
                "records the notary's proxy as " + first.path("reference").asText() + " and opens the case");
        revoke(plot, first);
        String why = awaitHold(id, "authority.lapsed").at("/held/reason").asText();
        screen.step("hub", "puts the case on hold: " + why);
        JsonNode second = record(plot, "open", "see", "withdraw");
        awaitHold(id, "");
        screen.step(
                "hub",
                "resumes the case with the new proxy "
                        + second.path("reference").asText());
        return withdraw(id);
    }

    private static ObjectNode opening(Plot plot) {
        ObjectNode body = HubClient.JSON
                .createObjectNode()
                .put("service", "building-permit")
                .put("subject", plot.code());
        ArrayNode applicants = body.putArray("applicants");
        for (int i = 0; i < plot.owners().size(); i++) {
            applicants
                    .addObject()
                    .put("role", i == 0 ? "owner" : "co-owner")
                    .put("nationalId", plot.owners().get(i))
                    .put("name", "شهروند نمونه")
                    .put("mobile", plot.mobile(i));
        }
        applicants.add(person(PROXY, "وکیل نمونه", PROXYS_MOBILE).put("role", "proxy"));
        body.putObject("request")
                .put("floors", 2)
                .putArray("parts")
                .addObject()
                .put("use", "residential")
                .put("area", 200)
                .put("units", 2);
        return body;
    }

    private static ObjectNode person(String nationalId, String name, String mobile) {
        return HubClient.JSON
                .createObjectNode()
                .put("nationalId", nationalId)
                .put("name", name)
                .put("mobile", mobile);
    }

    private JsonNode record(Plot plot, String... acts) throws InterruptedException {
        ObjectNode body = HubClient.JSON
                .createObjectNode()
                .put("kind", "proxy")
                .put("subject", plot.code())
                .put("number", "دفترخانه ۱۲ – ۱۴۰۵/۷۷۸");
        body.set("owner", person(plot.owners().get(0), "شهروند نمونه", plot.mobile(0)));
        body.set("holder", person(PROXY, "وکیل نمونه", PROXYS_MOBILE));
        ArrayNode list = body.putArray("acts");
        List.of(acts).forEach(list::add);
        return office.post(AUTHORITIES, body);
    }

    private void revoke(Plot plot, JsonNode given) throws IOException, InterruptedException {
        HubClient owner = login(plot.owners().get(0), plot.mobile(0));
        JsonNode authority = owner.get("/citizen/v1/authorities").at("/items/0");
        screen.step("owner", "is notified by SMS, logs in from home and sees the proxy, whose name is:");
        screen.step("", authority.at("/authority/holder/name").asText());
        owner.post(
                "/citizen/v1/authorities/" + given.path("id").asText() + "/revocation",
                HubClient.JSON.createObjectNode().put("reason", "کار را به دیگری می‌سپارم"));
        screen.step("owner", "revokes the proxy at once");
    }

    /** Logs in with a one-time code that is sent to the mobile. */
    private HubClient login(String nationalId, String mobile) throws IOException, InterruptedException {
        String code = cast.partners().code(mobile, () -> city.askCode(nationalId));
        return HubClient.citizen(city.http(), city.hub().address(), nationalId, code);
    }

    /**
     * Proves the proxy's mobile at the counter. A number that the office recorded without proof gives access only to
     * the stage and the bills.
     */
    private void proveMobile(String id) throws IOException, InterruptedException {
        String code = cast.partners()
                .code(
                        PROXYS_MOBILE,
                        () -> office.post(
                                OfficeCases.path(id) + "/number-codes",
                                HubClient.JSON
                                        .createObjectNode()
                                        .put("nationalId", PROXY)
                                        .put("mobile", PROXYS_MOBILE)));
        office.post(
                OfficeCases.path(id) + "/numbers",
                HubClient.JSON.createObjectNode().put("nationalId", PROXY).put("code", code));
        screen.step("proxy", "tells the clerk the code that was sent to the proxy's mobile; the number is verified");
    }

    private JsonNode awaitHold(String id, String code) throws InterruptedException {
        return Poll.until(
                SOON,
                PAUSE,
                () -> Optional.of(office.get(OfficeCases.path(id)))
                        .filter(current -> current.at("/held/code").asText().equals(code)),
                () -> "The case is not on hold because of '" + code + "'");
    }

    private List<String> withdraw(String id) throws IOException, InterruptedException {
        proveMobile(id);
        HubClient proxy = login(PROXY, PROXYS_MOBILE);
        String path = "/citizen/v1/cases/" + id;
        // the citizen door returns the same version as its ETag
        long version = office.get(OfficeCases.path(id)).path("version").asLong();
        JsonNode refusal = proxy.post(
                path + "/withdrawal",
                version,
                HubClient.JSON.createObjectNode().put("reason", "مالک از ساخت منصرف شد"));
        String state = refusal.path("state").asText();
        screen.step("proxy", "withdraws the case from home, which the new proxy permits; state: " + state);
        return state.equals("withdrawn") ? List.of() : List.of("the case is " + state + ", not withdrawn");
    }
}
