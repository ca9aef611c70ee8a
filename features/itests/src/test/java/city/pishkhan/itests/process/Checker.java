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
 * Verifies the outcome of cases, using only the doors and the partners' ledgers. It compares both sides: nothing acknowledged may be
 * missing, and nothing may have taken effect twice.
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
     * @return what is wrong with the cases; empty if every case was completed exactly once
     */
    List<String> check(List<Journey> journeys) throws InterruptedException {
        Set<String> cases = new HashSet<>();
        for (Journey journey : journeys) {
            JsonNode now = office.get(CASES + journey.id());
            cases.add(now.path("number").asText());
            complete(journey, now);
            JsonNode history = history(journey.id());
            wrong.addAll(JournalChain.check(journey.id(), history));
            once(journey.id(), now, history);
            paid(journey.id());
        }
        noStrangers(journeys, cases);
        return wrong;
    }

    /** The records of the partners. */
    Ledgers ledgers() {
        return ledgers;
    }

    private void complete(Journey journey, JsonNode now) throws InterruptedException {
        String name = "case " + now.path("number").asText();
        demand(
                now.path("state").asText().equals("approved"),
                name + " is " + now.path("state").asText());
        String code = now.path("certificate").asText();
        demand(
                office.get("/verify/" + code).path("state").asText().equals("valid"),
                name + " has no valid certificate");
        Set<String> asked = new TreeSet<>();
        for (JsonNode inquiry : now.path("inquiries")) {
            String agency = inquiry.path("agency").asText();
            demand(agency.equals("planning") || asked.add(agency), name + " asks " + agency + " twice");
            demand(
                    inquiry.path("state").asText().equals("answered"),
                    name + ": " + agency + " is " + inquiry.path("state").asText());
        }
        demand(asked.equals(journey.agencies()), name + " asked " + asked);
    }

    /** Reads the history once all entries have their sequence numbers, which are assigned shortly after the commit. */
    private JsonNode history(String id) {
        return Awaitility.await("numbers of all entries of case " + id)
                .until(() -> office.get(CASES + id + "/history"), JournalChain::numbered);
    }

    /** Checks that every inquiry was answered exactly once: one entry in the journal, one at its partner, with the same verdict in both. */
    private void once(String id, JsonNode now, JsonNode history) throws InterruptedException {
        Map<String, Integer> events = new HashMap<>();
        for (JsonNode entry : history.path("items")) {
            events.merge(
                    entry.path("event").asText()
                            + entry.path("details").path("inquiry").asText(),
                    1,
                    Integer::sum);
        }
        demand(
                events.getOrDefault("case.opened", 0) == 1,
                "case " + id + " was opened " + events.get("case.opened") + " times");
        demand(
                events.getOrDefault("case.approved", 0) == 1,
                "case " + id + " was approved " + events.get("case.approved") + " times");
        for (JsonNode inquiry : now.path("inquiries")) {
            String question = inquiry.path("id").asText();
            inquiries.add(question);
            for (String event : List.of("inquiry.asked", "inquiry.delivered", "inquiry.answered")) {
                int times = events.getOrDefault(event + question, 0);
                demand(
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

    private void paid(String id) throws InterruptedException {
        JsonNode bills = office.get(CASES + id + "/bills").path("items");
        demand(!bills.isEmpty(), "case " + id + " was never billed");
        for (JsonNode bill : bills) {
            JsonNode attempts = office.get(
                            CASES + id + "/bills/" + bill.path("id").asText() + "/attempts")
                    .path("items");
            wrong.addAll(sales.check(bill, attempts));
        }
    }

    /** Checks that partners have no inquiry that the hub does not know, and that no property has a second case. */
    private void noStrangers(List<Journey> journeys, Set<String> cases) throws InterruptedException {
        wrong.addAll(ledgers.strangers(cases, inquiries));
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
            demand(count == 1, "property " + journey.plot().code() + " has " + count + " cases");
        }
    }

    private void demand(boolean holds, String otherwise) {
        if (!holds) {
            wrong.add(otherwise);
        }
    }
}
