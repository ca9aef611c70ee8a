package city.pishkhan.demo.offices;

import city.pishkhan.demo.narration.Screen;
import city.pishkhan.testkit.ExpertEntries;
import city.pishkhan.testkit.client.HubClient;
import city.pishkhan.testkit.people.Clerk;
import city.pishkhan.testkit.plots.Plot;
import city.pishkhan.testkit.waiting.CityException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** An office's only architect is on leave: a case cannot be submitted until a deputy is named. */
public final class AbsenceScene {
    private static final String OFFICE = "1204";
    private static final String EXPERT = "expert-" + OFFICE;
    private static final String OTHER = "2301";
    private static final String REFUSED = "case.no-expert";
    private static final int DAYS = 2;
    private static final int FLOORS = 2;
    private static final Map<String, Long> PARTS = Map.of("residential", 200L);

    private final Screen screen;
    private final ExpertEntries register;
    private final Clerk clerk;

    public AbsenceScene(Screen screen, Function<String, HubClient> logins) {
        this.screen = screen;
        this.register = new ExpertEntries(logins.apply("institute"));
        this.clerk = new Clerk(logins.apply("clerk-" + OFFICE));
    }

    /**
     * Plays the scene on one property and restores the register afterwards.
     *
     * @throws CityException if the case could be submitted without an architect
     */
    public void show(Plot plot) throws InterruptedException {
        String expert = register.enter(EXPERT, OFFICE);
        String deputy = register.enter("expert-" + OTHER, OTHER);
        LocalDate today = LocalDate.now(ZoneId.of("Asia/Tehran"));
        String id = clerk.open(plot, "شهروند نمونه", FLOORS, PARTS).path("id").asText();
        clerk.addPapers(id, plot, Set.of(), (fromArchive, scanned) -> {});
        register.leave(expert, today, today.plusDays(DAYS));
        screen.step("institute", "records that " + EXPERT + " is on leave until " + today.plusDays(DAYS));
        try {
            submitExpectingRefusal(id);
            register.change(expert, ExpertEntries.entry(EXPERT, OFFICE).put("deputy", deputy));
            screen.step("institute", "appoints the expert of office " + OTHER + " as deputy");
            String stage = clerk.submit(id).path("stage").asText();
            screen.step(clerk.name(), "submits the papers; the case is now at stage " + stage);
        } finally {
            register.leave(expert, today, null);
            register.change(expert, ExpertEntries.entry(EXPERT, OFFICE));
        }
        clerk.withdraw(id, "the owner changed her mind");
        screen.step(
                clerk.name(),
                "withdraws the case, because the owner changed her mind; " + EXPERT + " is back from leave");
    }

    private void submitExpectingRefusal(String id) throws InterruptedException {
        try {
            clerk.submit(id);
        } catch (HubClient.Refused e) {
            if (!e.code().equals(REFUSED)) {
                throw e;
            }
            screen.step(clerk.name(), "tries to submit the papers and is refused: " + e.getMessage());
            return;
        }
        throw new CityException("Office " + OFFICE + " has no architect, but could submit papers");
    }
}
