package city.pishkhan.itests.process;

import city.pishkhan.testkit.partners.SimulatedPartners;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The agencies' own records of received inquiries and given answers, for comparison with the hub's inquiries. */
final class Ledgers {

    private final Map<String, Map<String, List<JsonNode>>> byAgency = new HashMap<>();
    private final Set<String> repeated = new HashSet<>();
    private long repeats;

    Ledgers(SimulatedPartners partners) {
        for (String agency : SimulatedPartners.AGENCIES) {
            Map<String, List<JsonNode>> byInquiry = new HashMap<>();
            for (JsonNode entry : partners.ledger(agency)) {
                byInquiry
                        .computeIfAbsent(entry.path("id").asText(), id -> new ArrayList<>())
                        .add(entry);
            }
            byAgency.put(agency, byInquiry);
        }
    }

    /**
     * Compares one inquiry with its agency's ledger.
     *
     * @param inquiry the inquiry as shown in its case
     * @param digest the digest as shown at the agency's door
     * @return errors found; empty if the inquiry was accepted once, acknowledged at most once, and answered with the
     *     verdict of the case
     */
    List<String> check(JsonNode inquiry, String digest) {
        List<String> wrong = new ArrayList<>();
        String question = inquiry.path("id").asText();
        String agency = inquiry.path("agency").asText();
        String name = agency + "'s ledger of inquiry " + question;
        int accepted = 0;
        int acknowledged = 0;
        String verdict = "none";
        for (JsonNode entry : byAgency.get(agency).getOrDefault(question, List.of())) {
            switch (entry.path("kind").asText()) {
                case "inquiry" -> {
                    accepted++;
                    verdict = entry.path("decisions").path(0).path("verdict").asText();
                    require(
                            wrong,
                            entry.path("digest").asText().equals(digest),
                            name + " has another digest than the hub");
                }
                case "repeat" -> {
                    repeats++;
                    repeated.add(question);
                }
                case "acknowledged" -> acknowledged++;
                case "answered" -> {
                    // nothing to count: the agency answered through its door and got the acknowledgement there
                }
                default -> wrong.add(name + " has " + entry);
            }
        }
        require(wrong, accepted == 1, name + " took it " + accepted + " times");
        require(wrong, acknowledged <= 1, name + " was acknowledged " + acknowledged + " times");
        require(
                wrong,
                verdict.equals(inquiry.path("verdict").asText()),
                name + " says " + verdict + ", the case " + inquiry.path("verdict"));
        return wrong;
    }

    /**
     * Finds inquiries about these cases that agencies received and the hub does not know.
     *
     * @param cases numbers of the cases
     * @param known ids of the hub's inquiries
     */
    List<String> unknownInquiries(Set<String> cases, Set<String> known) {
        List<String> wrong = new ArrayList<>();
        byAgency.forEach((agency, byInquiry) -> byInquiry.forEach((question, entries) -> {
            boolean isExpected =
                    cases.contains(entries.get(0).path("caseNumber").asText());
            require(
                    wrong,
                    !isExpected || known.contains(question),
                    agency + " was asked " + question + ", which no case knows");
        }));
        return wrong;
    }

    /** Number of repeated requests to agencies among the checked inquiries. */
    long repeats() {
        return repeats;
    }

    /** Returns the ids of the given inquiries that the hub did not send again to their agency. */
    List<String> notRepeated(Set<String> questions) {
        return questions.stream()
                .filter(question -> !repeated.contains(question))
                .sorted()
                .toList();
    }

    private static void require(List<String> wrong, boolean holds, String otherwise) {
        if (!holds) {
            wrong.add(otherwise);
        }
    }
}
