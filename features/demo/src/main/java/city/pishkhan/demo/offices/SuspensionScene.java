package city.pishkhan.demo.offices;

import city.pishkhan.demo.narration.Screen;
import city.pishkhan.testkit.CommitteeDecisions;
import city.pishkhan.testkit.client.HubClient;
import city.pishkhan.testkit.people.Clerk;
import city.pishkhan.testkit.plots.Plot;
import city.pishkhan.testkit.waiting.CityException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The Disciplinary Committee suspends an office: its clerk is refused, with the reason, until the committee reinstates it. */
public final class SuspensionScene {

    private static final String OFFICE = "2301";
    private static final String OFFICER = "discipline";
    private static final String REFUSED = "office.suspended";
    private static final String OWNER = "شهروند نمونه";
    private static final int FLOORS = 2;
    private static final Map<String, Long> PARTS = Map.of("residential", 200L);

    private final Screen screen;
    private final CommitteeDecisions resolutions;
    private final Clerk clerk;

    public SuspensionScene(Screen screen, Function<String, HubClient> logins) {
        this.screen = screen;
        this.resolutions = new CommitteeDecisions(logins);
        this.clerk = new Clerk(logins.apply("clerk-" + OFFICE));
    }

    /** Whether a case of it may stand on this plot. */
    public static boolean fits(Plot plot) {
        return plot.floors() >= FLOORS
                && plot.buildable() >= PARTS.get("residential")
                && plot.uses().containsAll(PARTS.keySet());
    }

    /**
     * Shows it on one property, and leaves the office as it was.
     *
     * @throws CityException if the suspended office was not refused
     */
    public void show(Plot plot) throws InterruptedException {
        sanction("suspend", "Office " + OFFICE + " is suspended", "it asked a citizen for more than the tariff");
        try {
            open(plot);
            throw new CityException("Office " + OFFICE + " is suspended and opened a case");
        } catch (HubClient.Refused e) {
            if (!e.code().equals(REFUSED)) {
                throw e;
            }
            screen.step(clerk.name(), "wants to open a case and is refused: " + e.getMessage());
        } finally {
            sanction("reinstate", "Office " + OFFICE + " is reinstated", "it paid the citizen back");
        }
        String id = open(plot);
        clerk.withdraw(id, "the owner changed her mind");
        screen.step(clerk.name(), "may open a case again, and withdraws it for an owner who changed her mind");
    }

    private String open(Plot plot) throws InterruptedException {
        return clerk.open(plot, OWNER, FLOORS, PARTS).path("id").asText();
    }

    private void sanction(String measure, String title, String reason) throws InterruptedException {
        String number = resolutions.pass(
                OFFICER,
                List.of(OFFICER),
                new CommitteeDecisions.Draft(
                        "sanction",
                        title,
                        "Demo by-law, article 9",
                        reason,
                        LocalDate.now(ZoneId.of("Asia/Tehran")),
                        HubClient.JSON
                                .createObjectNode()
                                .put("target", "office")
                                .put("name", OFFICE)
                                .put("measure", measure)));
        screen.step(
                "committee", title + ", because " + reason + ": decision " + number + " of the Disciplinary Committee");
    }
}
