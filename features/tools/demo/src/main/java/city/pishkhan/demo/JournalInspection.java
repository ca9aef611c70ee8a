package city.pishkhan.demo;

import city.pishkhan.demo.narration.Screen;
import city.pishkhan.testkit.RunningCity;
import city.pishkhan.testkit.client.HubClient;
import city.pishkhan.testkit.process.Installation;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Verifies the hub's journal against the seals that its outside witness keeps. */
final class JournalInspection {

    private static final String ENTRIES = "/oversight/v1/entries?limit=200&after=";
    private static final Set<String> ACTS =
            Set.of("operator.command", "operator.login", "configuration.changed", "bundles.changed");

    private final Screen screen;
    private final RunningCity city;
    private final Installation home;

    JournalInspection(Screen screen, RunningCity city, Installation home) {
        this.screen = screen;
        this.city = city;
        this.home = home;
    }

    /** @throws CityException if the journal is not intact or does not match the witness's seals */
    void verifyWithWitness() throws IOException, InterruptedException {
        screen.title("The journal is checked with the help of an outside witness");
        screen.step(
                "hub",
                "records every act as an entry of its journal; a seal is a signature over all entries up to a number");
        String seals = city.partners().awaitSeals();
        Path file = Files.writeString(home.data().resolve("demo/witness.jsonl"), seals);
        screen.step("witness", "has a copy of every seal, " + seals.lines().count() + " so far; saved in " + file);
        city.hub()
                .console("pishkhan:journal-verify --witness " + file)
                .lines()
                .forEach(line -> screen.step("operator", line));
        printFoundingAndActions();
    }

    /**
     * Prints how many logins the hub was set up with, and how often operators acted, as oversight bodies can read it in
     * the journal.
     */
    private void printFoundingAndActions() throws IOException, InterruptedException {
        HubClient oversight = city.door("oversight");
        Map<String, Integer> acts = new TreeMap<>();
        JsonNode page = oversight.get(ENTRIES + 0);
        while (!page.path("items").isEmpty()) {
            for (JsonNode entry : page.path("items")) {
                String event = entry.path("event").asText();
                if (event.equals("hub.founded")) {
                    JsonNode founding = entry.path("details");
                    screen.step(
                            "oversight",
                            "reads that the hub was founded as a "
                                    + founding.path("mode").asText() + " with "
                                    + founding.path("logins").size()
                                    + " logins; in production, every later login would need a second person");
                }
                if (ACTS.contains(event)) {
                    acts.merge(event, 1, Integer::sum);
                }
            }
            page = oversight.get(ENTRIES + page.path("last").asLong());
        }
        screen.step(
                "oversight",
                "counts the acts of operators: "
                        + acts.entrySet().stream()
                                .map(act -> act.getValue() + " " + act.getKey())
                                .collect(Collectors.joining(", ")));
    }
}
