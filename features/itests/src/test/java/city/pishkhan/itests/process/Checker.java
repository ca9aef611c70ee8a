package city.pishkhan.itests.process;

import city.pishkhan.testkit.client.HubClient;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.awaitility.Awaitility;

/**
 * Verifies the outcome of cases, using only the doors and the partners' ledgers. It compares the hub with the partners:
 * nothing acknowledged may be missing, and nothing may have taken effect twice.
 */
final class Checker {

    private static final String CASES = "/office/v1/cases/";

    private final CityExtension city;
    private final HubClient office;
    private final Ledgers ledgers;
    private final Sales sales;
    private final Set<String> inquiries = new HashSet<>();
    private final List<String> wrong = new ArrayList<>();

    Checker(CityExtension city) {
        this.city = city;
        this.office = city.door("clerk-1204");
        this.sales = new Sales(city.partners().sales());
        this.ledgers = new Ledgers(city.partners());
    }

    /**
     * Checks all cases.
     *
     * @return errors found; empty if every case was completed exactly once
     */
    List<String> check(List<Journey> journeys) throws InterruptedException {
        Set<String> cases = new HashSet<>();
        for (Journey journey : journeys) {
            JsonNode now = office.get(CASES + journey.id());
            cases.add(now.path("number").asText());
            checkComplete(journey, now);
            JsonNode history = awaitHistory(journey.id());
            wrong.addAll(JournalChain.check(journey.id(), history));
            checkAnsweredOnce(journey.id(), now, history);
            checkPaid(journey.id());
        }
        checkNoUnknownInquiries(journeys, cases);
        return wrong;
    }

    /** The records of the partners. */
    Ledgers ledgers() {
        return ledgers;
    }

    private void checkComplete(Journey journey, JsonNode now) throws InterruptedException {
        String name = "case " + now.path("number").asText();
        require(
                now.path("state").asText().equals("approved"),
                name + " is " + now.path("state").asText());
        String code = now.path("certificate").asText();
        require(
                office.get("/verify/" + code).path("state").asText().equals("valid"),
                name + " has no valid certificate");
        Set<String> agencies = new TreeSet<>();
        for (JsonNode inquiry : now.path("inquiries")) {
            String agency = inquiry.path("agency").asText();
            require(agency.equals("planning") || agencies.add(agency), name + " asks " + agency + " twice");
            require(
                    inquiry.path("state").asText().equals("answered"),
                    name + ": " + agency + " is " + inquiry.path("state").asText());
        }
        require(agencies.equals(journey.agencies()), name + " asked " + agencies);
    }

    /** Reads the history once all entries have their sequence numbers, which are assigned shortly after the commit. */
    private JsonNode awaitHistory(String id) {
        return Awaitility.await("numbers of all entries of case " + id)
                .until(() -> office.get(CASES + id + "/history"), JournalChain::isNumbered);
    }

    /** Checks that every inquiry was answered exactly once: one entry in the journal, one at its partner, with the same verdict in both. */
    private void checkAnsweredOnce(String id, JsonNode now, JsonNode history) throws InterruptedException {
        Map<String, Integer> events = new HashMap<>();
        for (JsonNode entry : history.path("items")) {
            events.merge(
                    entry.path("event").asText()
                            + entry.path("details").path("inquiry").asText(),
                    1,
                    Integer::sum);
        }
        require(
                events.getOrDefault("case.opened", 0) == 1,
                "case " + id + " was opened " + events.get("case.opened") + " times");
        require(
                events.getOrDefault("case.approved", 0) == 1,
                "case " + id + " was approved " + events.get("case.approved") + " times");
        for (JsonNode inquiry : now.path("inquiries")) {
            String question = inquiry.path("id").asText();
            inquiries.add(question);
            for (String event : List.of("inquiry.asked", "inquiry.delivered", "inquiry.answered")) {
                int times = events.getOrDefault(event + question, 0);
                require(
                        times == 1,
                        event + " " + question + " to " + inquiry.path("agency").asText() + ": " + times + " times");
            }
            if (!inquiry.path("agency").asText().equals("planning")) {
                String agency = inquiry.path("agency").asText();
                JsonNode shown = city.door(agency).get("/agency/v1/inquiries/" + question);
                wrong.addAll(ledgers.check(inquiry, shown.path("digest").asText()));
            }
        }
    }

    private void checkPaid(String id) throws InterruptedException {
        JsonNode bills = office.get(CASES + id + "/bills").path("items");
        require(!bills.isEmpty(), "case " + id + " was never billed");
        for (JsonNode bill : bills) {
            JsonNode attempts = office.get(
                            CASES + id + "/bills/" + bill.path("id").asText() + "/attempts")
                    .path("items");
            wrong.addAll(sales.check(bill, attempts));
        }
    }

    /** Checks that partners have no inquiry that the hub does not know, and that no property has a second case. */
    private void checkNoUnknownInquiries(List<Journey> journeys, Set<String> cases) throws InterruptedException {
        wrong.addAll(ledgers.unknownInquiries(cases, inquiries));
        Map<String, Integer> casesOf = new HashMap<>();
        String cursor = "";
        do {
            JsonNode page = office.get("/office/v1/cases?limit=100" + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
            page.path("items")
                    .forEach(line -> casesOf.merge(line.path("subject").asText(), 1, Integer::sum));
            cursor = page.path("next").asText("");
        } while (!cursor.isEmpty());
        for (Journey journey : journeys) {
            int count = casesOf.getOrDefault(journey.plot().code(), 0);
            require(count == 1, "property " + journey.plot().code() + " has " + count + " cases");
        }
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            wrong.add(otherwise);
        }
    }
}
