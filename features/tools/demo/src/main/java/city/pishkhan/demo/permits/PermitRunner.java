package city.pishkhan.demo.permits;

import city.pishkhan.demo.narration.CaseNarrator;
import city.pishkhan.demo.narration.DemoParticipants;
import city.pishkhan.demo.narration.Screen;
import city.pishkhan.testkit.plots.Plot;
import city.pishkhan.testkit.waiting.CityException;
import city.pishkhan.testkit.waiting.Poll;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Runs one case to its end: checks its stage, performs the next action of the participants, and prints each step. */
public final class PermitRunner {

    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final long LOOK_MS = 200;
    private static final String SENT = "pishkhan:notice-list --state sent --limit 200";
    private static final Duration SMS_LIMIT = Duration.ofSeconds(30);
    private static final Duration SMS_PAUSE = Duration.ofMillis(500);
    private static final int AREA_PERCENT = 85;
    private static final String OWNER = "شهروند نمونه";

    private final DemoParticipants cast;
    private final Screen screen;
    private final PermitScene scene;
    private final Plot plot;
    private final CaseNarrator narrator;
    private final PermitTwists twists;
    private final BillPayment cashier;
    private String id;
    private String tracking;
    private boolean submitted;

    public PermitRunner(DemoParticipants cast, PermitScene scene, Plot plot) {
        this.cast = cast;
        this.screen = cast.screen();
        this.scene = scene;
        this.plot = plot;
        this.narrator = new CaseNarrator(screen);
        this.twists = new PermitTwists(cast, scene, plot);
        this.cashier = new BillPayment(cast);
    }

    /** Runs the case, and returns its final state. */
    public JsonNode run() throws IOException, InterruptedException {
        try {
            twists.before();
            JsonNode ended = runToEnd(open());
            printEnd(ended);
            return ended;
        } finally {
            twists.after();
        }
    }

    private JsonNode runToEnd(JsonNode opened) throws IOException, InterruptedException {
        JsonNode now = opened;
        Instant until = Instant.now().plus(LIMIT);
        while (!now.hasNonNull("ended")) {
            performNextAction(now);
            if (Instant.now().isAfter(until)) {
                throw new CityException("Case " + now.path("number").asText() + " makes no progress: it is at stage "
                        + now.path("stage").asText() + " and waits for " + CaseNarrator.list(now.path("waitsFor")));
            }
            now = cast.clerk().read(id);
            narrator.narrate(now);
        }
        return now;
    }

    private JsonNode open() throws InterruptedException {
        Map<String, Long> parts = parts(scene.floors());
        JsonNode opened = cast.clerk().open(plot, OWNER, scene.floors(), parts);
        id = opened.path("id").asText();
        tracking = opened.path("tracking").asText();
        screen.step(
                cast.clerk().name(),
                "opens case " + opened.path("number").asText() + " for property " + plot.code() + ": " + scene.floors()
                        + " floors, " + describe(parts));
        return opened;
    }

    private void performNextAction(JsonNode now) throws IOException, InterruptedException {
        switch (now.path("stage").asText()) {
            case "papers" -> addPapers(now);
            case "duties" -> {
                if (!twists.applyBeforePayment(id, this::parts)) {
                    cashier.pay(id);
                }
            }
            case "final-verification" -> {
                if (!twists.applyBeforeApproval(id)) {
                    cast.districts().apply(plot.district()).decide(id, "approve", null, null);
                    screen.step("district-" + plot.district(), "verifies the copies and approves");
                }
            }
            default -> {
                twists.whileWaiting(now);
                Thread.sleep(LOOK_MS);
            }
        }
    }

    private void addPapers(JsonNode now) throws InterruptedException {
        if (submitted) {
            twists.correct(id, now);
        } else {
            cast.clerk().addPapers(id, plot, twists.wrongPapers(), (fromArchive, scanned) -> {
                if (!fromArchive.isEmpty()) {
                    screen.step("archive", "already has " + String.join(", ", fromArchive));
                }
                screen.step(
                        cast.clerk().name(),
                        "scans " + String.join(", ", scanned) + "; the citizen keeps the originals");
            });
        }
        cast.clerk().submit(id);
        submitted = true;
        screen.step(cast.clerk().name(), "submits the papers");
    }

    private Map<String, Long> parts(int floors) {
        long all = Math.min(plot.buildable() * AREA_PERCENT / 100, 200L * floors);
        Map<String, Long> parts = new LinkedHashMap<>();
        scene.parts().forEach(part -> parts.put(part.use(), Math.max(1, all * part.share() / 100)));
        return parts;
    }

    static String describe(Map<String, Long> parts) {
        return String.join(
                ", ",
                parts.entrySet().stream()
                        .map(part -> part.getKey() + " " + part.getValue() + " m²")
                        .toList());
    }

    private void printEnd(JsonNode ended) throws IOException, InterruptedException {
        printCertificate(ended);
        screen.step("sms", "the owner receives this text message:");
        screen.step("", awaitLastMessage(ended));
        screen.step("citizen", "can follow the case at " + cast.hub().address().resolve("/track/" + tracking));
    }

    /** Waits for the text message of the event that ended the case. */
    private String awaitLastMessage(JsonNode ended) throws IOException, InterruptedException {
        String number = ended.path("number").asText();
        String event = "case." + ended.path("state").asText();
        return Poll.until(
                SMS_LIMIT,
                SMS_PAUSE,
                () -> SentNotices.ids(cast.hub().console(SENT), number, event).stream()
                        .flatMap(id -> cast.partners().text(plot.mobile(0), id).stream())
                        .findFirst(),
                () -> "The owner got no message of " + event + " of case " + number);
    }

    private void printCertificate(JsonNode ended) throws InterruptedException {
        String note = ended.path("note").asText("");
        String code = ended.path("certificate").asText("");
        if (code.isEmpty()) {
            screen.step("hub", "the case is " + ended.path("state").asText() + (note.isEmpty() ? "" : ": " + note));
        } else {
            JsonNode certificate = cast.clerk().certificate(id);
            screen.step(
                    "certificate",
                    "building permit " + certificate.path("code").asText() + "; anyone may check it at "
                            + cast.hub().address().resolve("/verify/" + code));
        }
    }

    /** Floor area in m² by use, for a building with a number of floors. */
    @FunctionalInterface
    interface Parts {
        Map<String, Long> of(int floors);
    }
}
