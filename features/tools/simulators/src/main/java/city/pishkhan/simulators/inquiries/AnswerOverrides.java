package city.pishkhan.simulators.inquiries;

import city.pishkhan.simulators.site.Site;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Answers with precedence over a partner's rules: first the script in the partner's {@code Control}, then the table of
 * special properties ({@code special-properties.csv}). A demo or a test can thus select the answer by the property.
 *
 * <p>A line of the script: {@code {"when": {"property": "…"}, "verdict": "reject", "reason": "…", "conditions":
 * [{"code","text"}], "extendDays": 10}}. All conditions of {@code when} must match. Their names are names of facts,
 * {@code caseNumber} or {@code id}.
 */
final class AnswerOverrides implements Rules {

    private static final int EXTEND_DAYS = 10;

    private final Site site;
    private final Rules rules;
    private final Map<String, Decision> special = new HashMap<>();

    AnswerOverrides(Site site, Rules rules) {
        this.site = site;
        this.rules = rules;
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                AnswerOverrides.class.getResourceAsStream("/special-properties.csv"), StandardCharsets.UTF_8))) {
            lines.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .forEach(this::addSpecial);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void addSpecial(String line) {
        String[] cells = line.split(";", -1);
        if (cells[0].equals(site.name())) {
            special.put(cells[1], new Decision(cells[2], List.of(), cells[3], null));
        }
    }

    @Override
    public Decision decide(ReceivedInquiry asked) {
        for (JsonNode line : site.control().script()) {
            if (isMatch(line.path("when"), asked)) {
                return scripted(line);
            }
        }
        Decision decision = special.get(asked.text("property"));
        return decision == null ? rules.decide(asked) : withExtensionDate(decision, EXTEND_DAYS);
    }

    private static boolean isMatch(JsonNode when, ReceivedInquiry asked) {
        for (Map.Entry<String, JsonNode> one : when.properties()) {
            String actual =
                    switch (one.getKey()) {
                        case "id" -> asked.id();
                        case "caseNumber" -> asked.caseNumber();
                        default -> asked.text(one.getKey());
                    };
            if (!actual.equals(one.getValue().asText())) {
                return false;
            }
        }
        return true;
    }

    private static Decision scripted(JsonNode line) {
        List<Decision.Condition> conditions = new ArrayList<>();
        line.path("conditions")
                .forEach(condition -> conditions.add(new Decision.Condition(
                        condition.path("code").asText(), condition.path("text").asText())));
        Decision decision = new Decision(
                line.path("verdict").asText(Decision.APPROVE),
                conditions,
                line.path("reason").asText(null),
                null);
        return withExtensionDate(decision, line.path("extendDays").asInt(EXTEND_DAYS));
    }

    private static Decision withExtensionDate(Decision decision, int days) {
        if (!decision.verdict().equals(Decision.EXTEND)) {
            return decision;
        }
        String until = Instant.ofEpochSecond(
                        Instant.now().plus(Duration.ofDays(days)).getEpochSecond())
                .toString();
        return new Decision(decision.verdict(), decision.conditions(), decision.reason(), until);
    }
}
