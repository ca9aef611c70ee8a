package city.pishkhan.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The treasury's day: payments that came twice go back, by the bank or to an account that two people name, and the banks' settlement files
 * are held line by line against the hub's record.
 */
final class TreasuryDay {
    private static final String DOOR = "/committee/v1";
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final long LOOK_MS = 250;
    private static final long STRANGER = 5_000_000;

    private final Screen screen;
    private final Banks banks;
    private final VehicleDesk desk;
    private final TwicePaid twice;
    private final PayBack payBack;
    private final Door treasury;

    TreasuryDay(Cast cast, Banks banks, VehicleDesk desk, Function<String, Door> logins) {
        this.screen = cast.screen();
        this.banks = banks;
        this.desk = desk;
        this.twice = new TwicePaid(cast, banks, desk);
        this.treasury = logins.apply("treasury");
        this.payBack = new PayBack(screen, treasury, logins.apply("treasury-2"));
    }

    /** @param fleet the demo's vehicles. @return what went otherwise than expected */
    List<String> play(Path fleet) throws IOException, InterruptedException {
        Books before = Books.of(treasury);
        reversed(fleet);
        JsonNode saman = refunded(fleet);
        banks.odd("mellat", Door.JSON.createObjectNode().put("on", "file").put("stranger", STRANGER));
        JsonNode mellat;
        try {
            mellat = banks.endDay("mellat");
        } finally {
            banks.odd("mellat", null);
        }
        matched("saman", saman, 0);
        matched("mellat", mellat, 1);
        explained(mellat.path("file").asText());
        return balanced(before);
    }

    /** The first motorist pays twice, and the bank gives it back. */
    private void reversed(Path fleet) throws IOException, InterruptedException {
        VehicleDesk.Opened motorist = desk.open(fleet);
        String end = twice.pay(motorist.id(), desk.bill(motorist.id()), () -> {});
        demand(end.equals("reversed"), "A payment that came twice ends as " + end);
        screen.step(
                "hub",
                "the bill of case " + motorist.number()
                        + " is paid at two banks: Mellat's payment is kept, Saman reverses the other");
    }

    /** For the second one it is too late at the bank. @return the file that told of it */
    private JsonNode refunded(Path fleet) throws IOException, InterruptedException {
        VehicleDesk.Opened motorist = desk.open(fleet);
        List<JsonNode> file = new ArrayList<>();
        String end = twice.pay(motorist.id(), desk.bill(motorist.id()), () -> file.add(banks.endDay("saman")));
        demand(end.equals("double"), "A payment that came twice after the bank's day ends as " + end);
        screen.step(
                "hub",
                "so is that of case " + motorist.number()
                        + ", but Saman's day has ended and it reverses no more: the citizen is owed a refund");
        payBack.toAccount(motorist.id());
        return file.get(0);
    }

    private void matched(String bank, JsonNode told, int different) throws InterruptedException {
        JsonNode file = taken(bank, told.path("file").asText());
        screen.step(
                "bank",
                "%s settled %,d rial in %d sales (%s); the hub has %d of them, %d differ"
                        .formatted(
                                bank,
                                file.path("total").asLong(),
                                file.path("lines").asInt(),
                                file.path("name").asText(),
                                file.path("matched").asInt(),
                                file.path("different").asInt()));
        demand(
                file.path("lines").equals(told.path("lines"))
                        && file.path("total").asLong() == told.path("total").asLong()
                        && file.path("different").asInt() == different
                        && file.path("matched").asInt() == file.path("lines").asInt() - different,
                "The file that the bank wrote was " + told + ", the hub says " + file);
    }

    /** A file, once all of its lines are compared. */
    private JsonNode taken(String bank, String name) throws InterruptedException {
        JsonNode files = null;
        for (Instant until = Instant.now().plus(LIMIT); Instant.now().isBefore(until); Thread.sleep(LOOK_MS)) {
            files = treasury.get(DOOR + "/settlement-files").path("items");
            for (JsonNode file : files) {
                if (file.path("gateway").asText().equals(bank)
                        && file.path("name").asText().equals(name)
                        && file.path("pending").asInt() == 0) {
                    return file;
                }
            }
        }
        throw new Trouble("The settlement file " + name + " of " + bank + " is not compared: " + files);
    }

    /** The line that nobody made is the only one that differs. */
    private void explained(String file) throws InterruptedException {
        List<JsonNode> open = differences(file);
        demand(
                open.size() == 1
                        && open.get(0).path("kind").asText().equals("unknown-sale")
                        && open.get(0).path("banks").asLong() == STRANGER,
                "The differences of " + file + " are " + open);
        JsonNode one = open.get(0);
        treasury.post(
                DOOR + "/settlement-differences/" + one.path("id").asText() + "/explanation",
                Door.JSON.createObjectNode().put("explanation", "a test sale of the bank, which it takes back"));
        demand(differences(file).isEmpty(), "What is explained is still open");
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

    private List<String> balanced(Books before) throws InterruptedException {
        Books after = Books.of(treasury);
        screen.step("treasury", "the ledger: " + after);
        boolean good = after.sum() == 0
                && after.refunds() == before.refunds()
                && after.unexplained() == before.unexplained() + STRANGER
                && after.income() > before.income();
        return good ? List.of() : List.of("the ledger was " + before + ", is " + after);
    }

    private static void demand(boolean good, String otherwise) {
        if (!good) {
            throw new Trouble(otherwise);
        }
    }
}
