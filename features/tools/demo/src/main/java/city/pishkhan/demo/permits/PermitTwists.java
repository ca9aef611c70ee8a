package city.pishkhan.demo.permits;

import city.pishkhan.demo.narration.DemoParticipants;
import city.pishkhan.demo.narration.Screen;
import city.pishkhan.testkit.client.HubClient;
import city.pishkhan.testkit.people.PaperIntake;
import city.pishkhan.testkit.plots.Plot;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/** Performs a scene's deviation from the usual course, once. */
final class PermitTwists {

    /**
     * Minimum time that the gas company's system is down before the hub is restarted. The restart also waits for
     * {@code ATTEMPTS} attempts to send the inquiry. By then every in-memory retry has ended.
     */
    private static final Duration DOWN = Duration.ofSeconds(20);

    private static final int ATTEMPTS = 4;
    private static final String DEED = "deed";

    private final DemoParticipants cast;
    private final Screen screen;
    private final PermitScene scene;
    private final Plot plot;
    private boolean done;
    private Instant downSince = Instant.MAX;
    private int attemptsTold;

    PermitTwists(DemoParticipants cast, PermitScene scene, Plot plot) {
        this.cast = cast;
        this.screen = cast.screen();
        this.scene = scene;
        this.plot = plot;
    }

    void before() throws IOException, InterruptedException {
        switch (scene.twist()) {
            case FIRE_REJECTS -> cast.partners().control("fire", rejectionControl());
            case GAS_DOWN -> {
                gas(true);
                downSince = Instant.now();
                screen.step("gas", "the company's system is down and closes every connection");
            }
            default -> {
                // the other deviations need no preparation
            }
        }
    }

    /** Restores the partners' usual behaviour, even after a failure. */
    void after() throws IOException, InterruptedException {
        switch (scene.twist()) {
            case FIRE_REJECTS -> {
                ObjectNode usual = HubClient.JSON.createObjectNode();
                usual.putArray("script");
                cast.partners().control("fire", usual);
            }
            case GAS_DOWN -> gas(false);
            default -> {
                // the other deviations have not changed a partner's behaviour
            }
        }
    }

    private void gas(boolean down) throws IOException, InterruptedException {
        cast.partners().control("gas", HubClient.JSON.createObjectNode().put("down", down));
    }

    private ObjectNode rejectionControl() {
        ObjectNode control = HubClient.JSON.createObjectNode();
        ObjectNode line = control.putArray("script").addObject();
        line.putObject("when").put("property", plot.code());
        line.put("verdict", "reject").put("reason", "No access for fire engines (simulated)");
        return control;
    }

    Set<String> wrongPapers() {
        return scene.twist() == PermitScene.Twist.MISSING_DEED ? Set.of(DEED) : Set.of();
    }

    /**
     * Called when all agencies have approved and nothing is paid yet.
     *
     * @return {@code true} if the case has moved to another stage
     */
    boolean applyBeforePayment(String id, PermitRunner.Parts parts) throws InterruptedException {
        if (scene.twist() != PermitScene.Twist.GROWN_PLAN || done) {
            return false;
        }
        done = true;
        Map<String, Long> grown = parts.of(scene.growsTo());
        String plan = cast.clerk()
                .scan(id, plot, "plan", PaperIntake.sheet("plan of " + scene.growsTo() + " floors", plot, id, false));
        screen.step(
                cast.clerk().name(),
                "all agencies have approved; now the owner wants " + scene.growsTo() + " floors: "
                        + PermitRunner.describe(grown) + ", with a new plan");
        cast.clerk().revise(id, scene.growsTo(), grown, plan);
        return true;
    }

    /**
     * Called when the district verifies the copies.
     *
     * @return {@code true} if the case has moved to another stage
     */
    boolean applyBeforeApproval(String id) throws InterruptedException {
        if (scene.twist() != PermitScene.Twist.MISSING_DEED || done) {
            return false;
        }
        done = true;
        String reason = "The sheet filed as the deed is another document. The deed is missing.";
        cast.districts().apply(plot.district()).decide(id, "send-back", "papers", reason);
        screen.step("district-" + plot.district(), "sends the case back: " + reason);
        return true;
    }

    /** Called when the case was sent back to the office; corrects its papers. */
    void correct(String id, JsonNode now) throws InterruptedException {
        screen.step("hub", "returns the case to the office: " + now.path("note").asText());
        if (scene.twist() == PermitScene.Twist.MISSING_DEED) {
            String deed = cast.clerk().scan(id, plot, DEED, PaperIntake.sheet(DEED, plot, id, false));
            cast.clerk().addPaper(id, DEED, deed);
            screen.step(cast.clerk().name(), "scans the real deed");
        }
    }

    /** Called while inquiries are open; restarts the hub while the gas company's system is down. */
    void whileWaiting(JsonNode now) throws IOException, InterruptedException {
        if (scene.twist() != PermitScene.Twist.GAS_DOWN || done) {
            return;
        }
        for (JsonNode inquiry : now.path("inquiries")) {
            if (inquiry.path("agency").asText().equals("gas")) {
                int attempts = inquiry.path("attempts").asInt();
                if (attempts > attemptsTold) {
                    attemptsTold = attempts;
                    screen.step(
                            "hub",
                            "attempt " + attempts
                                    + " to reach gas failed; the inquiry waits in the database while the other agencies answer");
                }
                boolean longEnough = Instant.now().isAfter(downSince.plus(DOWN));
                if (attempts >= ATTEMPTS && longEnough) {
                    restart();
                }
            }
        }
    }

    private void restart() throws IOException, InterruptedException {
        done = true;
        screen.step("hub", "is stopped while gas is still down");
        cast.hub().stop();
        Duration took = cast.hub().start();
        screen.step("hub", "is up again after " + took.toMillis() / 1000.0 + " s and continues with the open inquiry");
        gas(false);
        screen.step("gas", "the company's system works again");
    }
}
