package city.pishkhan.testkit;

import city.pishkhan.testkit.client.HubClient;
import city.pishkhan.testkit.people.Clerk;
import city.pishkhan.testkit.plots.Plot;
import city.pishkhan.testkit.plots.Plots;
import city.pishkhan.testkit.waiting.CityException;
import city.pishkhan.testkit.waiting.Poll;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Tests an agency with a building permit: an office opens the case, and the trial waits for the agency's answer and for a witnessed
 * seal that covers it.
 */
public final class InquiryTrial {

    /**
     * An answered inquiry.
     *
     * @param caseId  id of the case at the office door
     * @param number  case number
     * @param inquiry as the office door shows it: {@code id}, {@code verdict}, {@code conditions}, {@code answerReason} …
     */
    public record Answered(String caseId, String number, JsonNode inquiry) {}

    /**
     * The seal that covers an answer.
     *
     * @param sequence sequence number of the answer's journal entry
     * @param number   number of the seal
     */
    public record Sealed(long sequence, long number) {}

    private static final String OFFICE = "clerk-1204";
    private static final int MOST_PLOTS = 50;
    private static final int FLOORS = 2;
    private static final long AREA = 200;
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(60);
    private static final Duration SEAL_LIMIT = Duration.ofSeconds(90);
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final RunningCity city;
    private final ProgressListener progress;

    public InquiryTrial(RunningCity city, ProgressListener progress) {
        this.city = city;
        this.progress = progress;
    }

    /**
     * Opens a building permit and waits for the agency's answer.
     *
     * @throws CityException if the rules in force send no inquiry to the agency, or it does not answer within 60 seconds
     */
    public Answered ask(String agency) throws InterruptedException {
        Clerk clerk = new Clerk(city.door(OFFICE));
        JsonNode opened = open(clerk);
        String id = opened.path("id").asText();
        String number = opened.path("number").asText();
        progress.step(OFFICE, "opens case " + number + " and submits its papers");
        JsonNode asked = Poll.until(
                ANSWER_LIMIT,
                PAUSE,
                () -> Optional.of(clerk.read(id)).filter(InquiryTrial::isInquiryStage),
                () -> "Case " + number + " did not reach its inquiries");
        JsonNode first = inquiryOf(agency, asked)
                .orElseThrow(() -> new CityException("Case " + number + " asks "
                        + asked.path("inquiries").findValuesAsText("agency") + ", but not " + agency
                        + ", because the rules in force do not require it"));
        progress.step(
                "hub",
                "asks " + agency + ", inquiry " + first.path("id").asText() + ": "
                        + first.path("reason").asText());
        JsonNode answered = Poll.until(
                ANSWER_LIMIT,
                PAUSE,
                () -> inquiryOf(agency, clerk.read(id))
                        .filter(now -> now.path("state").asText().equals("answered")),
                () -> agency + " has not answered inquiry " + first.path("id").asText()
                        + "; pishkhan:inquiry-list at the console shows why");
        progress.step(
                agency,
                "answers " + answered.path("verdict").asText() + conditions(answered) + ", after "
                        + answered.path("attempts").asInt()
                        + (answered.path("attempts").asInt() == 1 ? " call" : " calls"));
        return new Answered(id, number, answered);
    }

    /**
     * Waits until the witness has a seal that covers the answer.
     *
     * @throws CityException if there is no such seal within 90 seconds
     */
    public Sealed awaitSeal(Answered answered) throws InterruptedException {
        HubClient oversight = city.door("oversight");
        String path = "/oversight/v1/cases/" + answered.caseId() + "/history";
        Sealed sealed = Poll.until(
                SEAL_LIMIT,
                PAUSE,
                () -> {
                    for (JsonNode entry : oversight.get(path).path("items")) {
                        boolean isMatch = entry.path("event").asText().equals("inquiry.answered")
                                && entry.path("details")
                                        .path("inquiry")
                                        .asText()
                                        .equals(answered.inquiry().path("id").asText());
                        if (isMatch && entry.hasNonNull("sequence")) {
                            return seal(entry.path("sequence").asLong());
                        }
                    }
                    return Optional.empty();
                },
                () -> "No seal at the witness covers the answer in case " + answered.number());
        progress.step(
                "witness",
                "stores seal " + sealed.number() + ", a signature over the journal that covers the answer (entry "
                        + sealed.sequence() + ")");
        return sealed;
    }

    private Optional<Sealed> seal(long sequence) {
        return city.partners().currentSeals().stream()
                .filter(seal -> seal.path("from").asLong() <= sequence
                        && seal.path("to").asLong() >= sequence)
                .findFirst()
                .map(seal -> new Sealed(sequence, seal.path("number").asLong()));
    }

    /** Opens a case for a property that has no open case, and submits its papers. */
    private JsonNode open(Clerk clerk) throws InterruptedException {
        Plots plots = Plots.read(city.plots(), System.nanoTime());
        for (int i = 0; i < MOST_PLOTS; i++) {
            Plot plot = plots.next(
                    one -> one.floors() >= FLOORS && one.uses().contains("residential") && one.buildable() >= AREA);
            try {
                JsonNode opened = clerk.open(plot, "شهروند نمونه", FLOORS, Map.of("residential", AREA));
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

    /** Returns whether the inquiries to agencies are sent; the inquiry to the planning system belongs to an earlier stage. */
    private static boolean isInquiryStage(JsonNode now) {
        return now.path("inquiries").findValuesAsText("stage").contains("inquiries");
    }

    private static Optional<JsonNode> inquiryOf(String agency, JsonNode now) {
        for (JsonNode inquiry : now.path("inquiries")) {
            if (inquiry.path("agency").asText().equals(agency)) {
                return Optional.of(inquiry);
            }
        }
        return Optional.empty();
    }

    private static String conditions(JsonNode inquiry) {
        return inquiry.path("conditions").isEmpty()
                ? ""
                : " " + inquiry.path("conditions").findValuesAsText("code");
    }
}
