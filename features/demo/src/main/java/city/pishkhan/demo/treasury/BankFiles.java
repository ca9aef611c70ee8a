package city.pishkhan.demo.treasury;

import city.pishkhan.demo.narration.Screen;
import city.pishkhan.demo.vehicles.VehicleCases;
import city.pishkhan.testkit.client.HubClient;
import city.pishkhan.testkit.waiting.CityException;
import city.pishkhan.testkit.waiting.Poll;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/** The banks' settlement files at the committee door, held against what the banks say that they wrote. */
final class BankFiles {
    private static final String DOOR = "/committee/v1";
    private static final Duration PAUSE = Duration.ofMillis(250);

    private final Screen screen;
    private final HubClient treasury;
    private final Duration limit;

    /** @param limit within which the hub takes a file */
    BankFiles(Screen screen, HubClient treasury, Duration limit) {
        this.screen = screen;
        this.treasury = treasury;
        this.limit = limit;
    }

    /** Waits until a bill is paid. */
    void paid(VehicleCases cases, String id, String bill) throws InterruptedException {
        Poll.until(
                limit,
                PAUSE,
                () -> StreamSupport.stream(cases.attempts(id, bill).spliterator(), false)
                        .filter(attempt -> attempt.path("state").asText().equals("settled"))
                        .findFirst(),
                () -> "Bill " + bill + " is not paid");
    }

    /** Waits until a file is compared, and says how. */
    JsonNode look(String bank, String name) throws InterruptedException {
        JsonNode file = taken(bank, name);
        screen.step(
                "bank",
                "%s settled %,d rial in %d lines of %s: %d match, %d differ"
                        .formatted(
                                bank,
                                file.path("total").asLong(),
                                file.path("lines").asInt(),
                                name,
                                file.path("matched").asInt(),
                                file.path("different").asInt()));
        return file;
    }

    /**
     * Waits until a file is compared.
     *
     * @param told      {@code file}, {@code lines} and {@code total} by the bank
     * @param different how many of its lines must differ
     * @throws CityException if the hub took something else, or more or fewer lines differ
     */
    void match(String bank, JsonNode told, int different) throws InterruptedException {
        JsonNode file = look(bank, told.path("file").asText());
        boolean good = file.path("lines").equals(told.path("lines"))
                && file.path("total").asLong() == told.path("total").asLong()
                && file.path("different").asInt() == different
                && file.path("matched").asInt() == file.path("lines").asInt() - different;
        if (!good) {
            throw new CityException("The file that the bank wrote was " + told + ", the hub says " + file);
        }
    }

    /** A file, once all of its lines are compared. */
    private JsonNode taken(String bank, String name) throws InterruptedException {
        JsonNode[] files = new JsonNode[1];
        return Poll.until(
                limit,
                PAUSE,
                () -> {
                    files[0] = treasury.get(DOOR + "/settlement-files").path("items");
                    return StreamSupport.stream(files[0].spliterator(), false)
                            .filter(file -> file.path("gateway").asText().equals(bank)
                                    && file.path("name").asText().equals(name)
                                    && file.path("state").asText().equals("taken")
                                    && file.path("pending").asInt() == 0)
                            .findFirst();
                },
                () -> "The settlement file " + name + " of " + bank + " is not compared: " + files[0]);
    }

    /**
     * Explains the one line of a file that is a sale nobody made.
     *
     * @param amount rial of that line
     * @throws CityException if it is not the only difference, or stays open
     */
    void explain(String file, long amount) throws InterruptedException {
        List<JsonNode> open = differences(file);
        if (open.size() != 1
                || !open.get(0).path("kind").asText().equals("unknown-sale")
                || open.get(0).path("banks").asLong() != amount) {
            throw new CityException("The differences of " + file + " are " + open);
        }
        JsonNode one = open.get(0);
        treasury.post(
                DOOR + "/settlement-differences/" + one.path("id").asText() + "/explanation",
                HubClient.JSON.createObjectNode().put("explanation", "a test sale of the bank, which it takes back"));
        if (!differences(file).isEmpty()) {
            throw new CityException("What is explained is still open: " + differences(file));
        }
        screen.step(
                "treasury",
                "line %d of %s is a sale that nobody made, reference %s over %,d rial; it is explained"
                        .formatted(
                                one.path("line").asInt(),
                                file,
                                one.path("reference").asText(),
                                one.path("banks").asLong()));
    }

    private List<JsonNode> differences(String file) throws InterruptedException {
        List<JsonNode> found = new ArrayList<>();
        treasury.get(DOOR + "/settlement-differences?open=true&limit=200")
                .path("items")
                .forEach(found::add);
        found.removeIf(difference -> !difference.path("file").asText().equals(file));
        return found;
    }
}
