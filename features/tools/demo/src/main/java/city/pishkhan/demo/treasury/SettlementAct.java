package city.pishkhan.demo.treasury;

import city.pishkhan.demo.narration.Screen;
import city.pishkhan.demo.vehicles.VehicleCases;
import city.pishkhan.testkit.client.HubClient;
import city.pishkhan.testkit.people.Clerk;
import city.pishkhan.testkit.people.PayerBrowser;
import city.pishkhan.testkit.waiting.CityException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * Ends a bank's day with a settlement file that differs from the hub's record of one paid vehicle duty.
 * The difference is left for the user to resolve as the treasury.
 */
public final class SettlementAct {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final long OTHER_AMOUNT = 1_000_000;
    private static final long STRANGER = 5_000_000;

    private final Screen screen;
    private final BankControls banks;
    private final VehicleCases vehicleCases;
    private final Clerk clerk;
    private final PayerBrowser payer;
    private final BankFiles files;

    /** @param treasury client with a login that can read the banks' files */
    public SettlementAct(
            Screen screen,
            BankControls banks,
            VehicleCases vehicleCases,
            Clerk clerk,
            PayerBrowser payer,
            HubClient treasury) {
        this.screen = screen;
        this.banks = banks;
        this.vehicleCases = vehicleCases;
        this.clerk = clerk;
        this.payer = payer;
        this.files = new BankFiles(screen, treasury, LIMIT);
    }

    /**
     * Plays the step.
     *
     * @param bank       {@code mellat} or {@code saman}
     * @param difference kind of difference: {@code amount}, {@code missing}, {@code twice}, {@code stranger} or
     * {@code honest}
     * @param fleet      file of the demo's vehicles
     * @throws CityException if the bank or the difference is unknown
     */
    public void play(String bank, String difference, Path fleet) throws IOException, InterruptedException {
        ObjectNode line = line(difference);
        if (!bank.equals("mellat") && !bank.equals("saman")) {
            throw new CityException("Unknown bank " + bank + ". Use mellat or saman.");
        }
        VehicleCases.Opened motorist = vehicleCases.open(fleet);
        JsonNode bill = vehicleCases.wholeBill(motorist.id());
        JsonNode attempt = clerk.beginPayment(motorist.id(), bill.path("id").asText(), bank);
        payer.pay(attempt);
        files.awaitPayment(vehicleCases, motorist.id(), bill.path("id").asText());
        screen.step(
                "citizen",
                "pays %,d rial for case %s at %s, order %s"
                        .formatted(
                                bill.path("amount").asLong(),
                                motorist.number(),
                                bank,
                                attempt.path("order").asText()));
        if (line.path("on").asText().equals("settlement")) {
            line.put("order", attempt.path("order").asText());
        }
        banks.setDeviation(bank, line.isEmpty() ? null : line);
        JsonNode settlement;
        try {
            settlement = banks.endDay(bank);
        } finally {
            banks.setDeviation(bank, null);
        }
        if (settlement.path("file").isNull()) {
            screen.good(bank + " has no other payments today, so it sent no file; the payment is in its next file");
            return;
        }
        files.printComparison(bank, settlement.path("file").asText());
        screen.good(
                "see the difference in the console, page Settlement, with the login treasury; treasury-2 approves requests of treasury");
    }

    private static ObjectNode line(String difference) {
        Map<String, ObjectNode> lines = new TreeMap<>();
        ObjectNode none = HubClient.JSON.createObjectNode();
        lines.put("honest", none);
        lines.put("amount", none.deepCopy().put("on", "settlement").put("amount", OTHER_AMOUNT));
        lines.put("missing", none.deepCopy().put("on", "settlement").put("missing", true));
        lines.put("twice", none.deepCopy().put("on", "settlement").put("copies", 2));
        lines.put("stranger", none.deepCopy().put("on", "file").put("stranger", STRANGER));
        ObjectNode line = lines.get(difference);
        if (line == null) {
            throw new CityException("Unknown kind of file " + difference + ". Use one of " + lines.keySet());
        }
        return line;
    }
}
