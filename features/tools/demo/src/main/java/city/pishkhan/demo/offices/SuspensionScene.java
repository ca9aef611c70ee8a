package city.pishkhan.demo.offices;

import city.pishkhan.demo.narration.Screen;
import city.pishkhan.testkit.DisciplinaryComplaints;
import city.pishkhan.testkit.client.HubClient;
import city.pishkhan.testkit.people.Clerk;
import city.pishkhan.testkit.plots.Plot;
import city.pishkhan.testkit.waiting.CityException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.function.Function;

/**
 * A citizen complains about an office, and the office answers in a hearing. Three bodies of the Disciplinary Committee
 * vote to suspend the office. Its clerk cannot open cases until the committee reinstates the office.
 */
public final class SuspensionScene {

    private static final String OFFICE = "2301";
    private static final String REFUSED = "office.suspended";
    private static final String OWNER = "شهروند نمونه";
    private static final int FLOORS = 2;
    private static final Map<String, Long> PARTS = Map.of("residential", 200L);

    private final Screen screen;
    private final DisciplinaryComplaints complaints;
    private final HubClient office;
    private final Clerk clerk;

    public SuspensionScene(Screen screen, Function<String, HubClient> logins) {
        this.screen = screen;
        this.complaints = new DisciplinaryComplaints(logins);
        this.office = logins.apply("clerk-" + OFFICE);
        this.clerk = new Clerk(office);
    }

    /** Returns whether the scene's building is allowed on a plot. */
    public static boolean isSuitable(Plot plot) {
        return plot.floors() >= FLOORS
                && plot.buildable() >= PARTS.get("residential")
                && plot.uses().containsAll(PARTS.keySet());
    }

    /**
     * Plays the scene on one property and reinstates the office afterwards.
     *
     * @throws CityException if the suspended office could open a case
     */
    public void show(Plot plot) throws InterruptedException {
        String complaint = complaints.complain(OFFICE, "کارمند این دفتر بیش از تعرفه پول خواست");
        complaints.holdHearing(complaint, "آیا بیش از تعرفه پول گرفته‌اید؟", office, "بله، به اشتباه، و پس می‌دهیم");
        screen.step(clerk.name(), "answers the committee's question about a citizen's complaint");
        sanction(
                complaint,
                "suspend",
                "Office " + OFFICE + " is suspended",
                "it asked a citizen for more than the tariff");
        try {
            open(plot);
            throw new CityException("Office " + OFFICE + " is suspended, but opened a case");
        } catch (HubClient.Refused e) {
            if (!e.code().equals(REFUSED)) {
                throw e;
            }
            screen.step(clerk.name(), "tries to open a case and is refused: " + e.getMessage());
        } finally {
            sanction(complaint, "reinstate", "Office " + OFFICE + " is reinstated", "it paid the citizen back");
        }
        String id = open(plot);
        clerk.withdraw(id, "the owner changed her mind");
        screen.step(clerk.name(), "may open a case again, and withdraws it, because the owner changed her mind");
    }

    private String open(Plot plot) throws InterruptedException {
        return clerk.open(plot, OWNER, FLOORS, PARTS).path("id").asText();
    }

    private void sanction(String complaint, String measure, String title, String reason) throws InterruptedException {
        ObjectNode proposal = DisciplinaryComplaints.proposal(measure, title, reason);
        if (measure.equals("suspend")) {
            // other cases of the demo at this office continue
            proposal.put("cases", "finish");
        }
        String number = complaints.decide(complaint, proposal);
        screen.step(
                "committee",
                title + ", because " + reason + "; decision " + number
                        + ", voted by three bodies of the Disciplinary Committee");
    }
}
