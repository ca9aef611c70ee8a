package city.pishkhan.demo.narration;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Prints the changes of a case since the previous call. */
public final class CaseNarrator {

    private final Screen screen;
    private final Map<String, String> printedLines = new HashMap<>();
    private boolean planOrder;

    public CaseNarrator(Screen screen) {
        this.screen = screen;
    }

    public void narrate(JsonNode now) {
        planOrder(now.path("facts"));
        now.path("inquiries").forEach(this::inquiry);
    }

    private void planOrder(JsonNode facts) {
        if (planOrder || !facts.has("allowedFloors")) {
            return;
        }
        planOrder = true;
        screen.step(
                "planning",
                "plan order: up to " + facts.path("allowedFloors").asText() + " floors, "
                        + list(facts.path("permittedUses")) + ", density "
                        + facts.path("density").asText() + "%, land "
                        + facts.path("landArea").asText() + " m²");
    }

    private void inquiry(JsonNode inquiry) {
        String id = inquiry.path("id").asText();
        String agency = inquiry.path("agency").asText();
        String before = printedLines.get(id);
        String state = inquiry.path("state").asText();
        if (before == null && !agency.equals("planning")) {
            screen.step("rules", inquiry.path("reason").asText());
        }
        if (Objects.equals(before, state) || agency.equals("planning")) {
            printedLines.put(id, state);
            return;
        }
        printedLines.put(id, state);
        switch (state) {
            case "answered" -> screen.step(agency, answer(inquiry));
            case "superseded" ->
                screen.step(
                        "hub",
                        "the facts shown to " + agency + " have changed, so its inquiry"
                                + (inquiry.hasNonNull("verdict") ? " and its answer are" : " is") + " void");
            case "expired", "withdrawn" -> screen.step("hub", "the inquiry to " + agency + " is " + state);
            default -> {
                // other states of an inquiry are not printed; only the answer matters
            }
        }
    }

    static String answer(JsonNode inquiry) {
        String verdict = inquiry.path("verdict").asText().replace('-', ' ');
        List<String> more = new ArrayList<>();
        inquiry.path("conditions")
                .forEach(condition -> more.add(condition.path("code").asText() + " "
                        + english(condition.path("text").asText())));
        if (inquiry.hasNonNull("answerReason")) {
            more.add(english(inquiry.path("answerReason").asText()));
        }
        return "answers: " + verdict + (more.isEmpty() ? "" : ": " + String.join("; ", more));
    }

    /** Returns the English part of a simulated agency's text, which may be followed by a dash and the Persian text. */
    static String english(String text) {
        return text.replaceFirst(" - [^\\x00-\\x7F].*$", "");
    }

    public static String list(JsonNode values) {
        List<String> texts = new ArrayList<>();
        values.forEach(value -> texts.add(value.asText()));
        return String.join(", ", texts);
    }
}
