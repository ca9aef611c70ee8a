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

/** The banks' settlement files at the committee door, compared with the banks' own statements. */
final class BankFiles {
    private static final String DOOR = "/committee/v1";
    private static final Duration PAUSE = Duration.ofMillis(250);

    private final Screen screen;
    private final HubClient treasury;
    private final Duration limit;

    /** @param limit maximum time in which the hub must process a file */
    BankFiles(Screen screen, HubClient treasury, Duration limit) {
        this.screen = screen;
        this.treasury = treasury;
        this.limit = limit;
    }

    /** Waits until a bill is paid. */
    void awaitPayment(VehicleCases cases, String id, String bill) throws InterruptedException {
        Poll.until(
                limit,
                PAUSE,
                () -> StreamSupport.stream(cases.attempts(id, bill).spliterator(), false)
                        .filter(attempt -> attempt.path("state").asText().equals("settled"))
                        .findFirst(),
                () -> "Bill " + bill + " is not paid");
    }

    /** Waits until the hub has compared a bank's settlement file with its own payments, and prints the result. */
    JsonNode printComparison(String bank, String name) throws InterruptedException {
        JsonNode file = awaitCompared(bank, name);
        screen.step(
                "bank",
                "%s settled %,d rial in %d lines of %s; %d of them match the hub's payments"
                        .formatted(
                                bank,
                                file.path("total").asLong(),
                                file.path("lines").asInt(),
                                name,
                                file.path("matched").asInt()));
        return file;
    }

    /**
     * Waits until the hub has compared a bank's settlement file with its own payments, and checks the result.
     *
     * @param written      {@code file}, {@code lines} and {@code total} as stated by the bank
     * @param different expected number of lines that differ
     * @throws CityException if the file's content or the number of differing lines is not as expected
     */
    void checkComparison(String bank, JsonNode written, int different) throws InterruptedException {
        JsonNode file = printComparison(bank, written.path("file").asText());
        boolean good = file.path("lines").equals(written.path("lines"))
                && file.path("total").asLong() == written.path("total").asLong()
                && file.path("different").asInt() == different
                && file.path("matched").asInt() == file.path("lines").asInt() - different;
        if (!good) {
            throw new CityException("The bank wrote the file " + written + ", but the hub reports " + file);
        }
    }

    /** Waits until the hub has compared all lines of a settlement file with its own payments, and returns the file. */
    private JsonNode awaitCompared(String bank, String name) throws InterruptedException {
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
                () -> "The settlement file " + name + " of " + bank + " was not processed: " + files[0]);
    }

    /**
     * Records an explanation for the only difference of a file: a sale that no payer made.
     *
     * @param amount amount of the line in rial
     * @throws CityException if there is another difference, or the difference stays open
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
                HubClient.JSON
                        .createObjectNode()
                        .put("explanation", "a test sale of the bank, which the bank will reverse"));
        if (!differences(file).isEmpty()) {
            throw new CityException("The explained difference is still open: " + differences(file));
        }
        screen.step(
                "treasury",
                "line %d of %s is a sale that no citizen made, reference %s, %,d rial; the treasury explains the difference"
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
