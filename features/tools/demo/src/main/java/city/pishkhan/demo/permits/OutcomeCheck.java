package city.pishkhan.demo.permits;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Compares a finished case with its expected outcome. */
public final class OutcomeCheck {

    private OutcomeCheck() {}

    /** @return deviations from the expected outcome; empty if there are none */
    public static List<String> deviations(PermitScene.Expect expect, JsonNode ended) {
        List<String> wrong = new ArrayList<>();
        if (!ended.path("state").asText().equals(expect.state())) {
            wrong.add("the case is " + ended.path("state").asText() + " ("
                    + ended.path("note").asText("") + "), expected " + expect.state());
        }
        if (expect.state().equals("approved")
                && ended.path("certificate").asText("").isEmpty()) {
            wrong.add("the case has no certificate");
        }
        Set<String> askedAgencies = new TreeSet<>();
        Set<String> conditions = new TreeSet<>();
        Set<String> superseded = new TreeSet<>();
        for (JsonNode inquiry : ended.path("inquiries")) {
            String agency = inquiry.path("agency").asText();
            if (agency.equals("planning")) {
                continue;
            }
            askedAgencies.add(agency);
            if (inquiry.path("state").asText().equals("superseded")) {
                superseded.add(agency);
                // ignores the answer to a superseded inquiry
                continue;
            }
            if (!inquiry.path("conditions").isEmpty()) {
                conditions.add(agency);
            }
            String rule = expect.because().get(agency);
            if (rule != null && !inquiry.path("reason").asText().contains(rule)) {
                wrong.add(agency + " was asked because of '"
                        + inquiry.path("reason").asText() + "', expected " + rule);
            }
            if (expect.state().equals("approved")
                    && !inquiry.path("verdict").asText().startsWith("approve")) {
                wrong.add("the latest inquiry to " + agency + " is "
                        + inquiry.path("state").asText() + ", not approved");
            }
        }
        addDifference(wrong, "agencies asked", expect.asked(), askedAgencies);
        if (!conditions.containsAll(expect.conditions())) {
            wrong.add("conditions came from " + conditions + ", expected " + expect.conditions());
        }
        if (!superseded.containsAll(expect.superseded())) {
            wrong.add("asked again: " + superseded + ", expected " + expect.superseded());
        }
        return wrong;
    }

    private static void addDifference(List<String> wrong, String what, Set<String> expected, Set<String> found) {
        if (!found.equals(new TreeSet<>(expected))) {
            wrong.add(what + " were " + found + ", expected " + new TreeSet<>(expected));
        }
    }
}
