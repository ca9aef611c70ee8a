package city.pishkhan.demo.treasury;

import city.pishkhan.demo.narration.DemoParticipants;
import city.pishkhan.demo.narration.Screen;
import city.pishkhan.demo.vehicles.VehicleCases;
import city.pishkhan.testkit.client.HubClient;
import city.pishkhan.testkit.waiting.CityException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The treasury's day. Duplicate payments are reversed by the bank, or refunded to an account that two people approve. The banks'
 * settlement files are compared line by line with the hub's record.
 */
public final class TreasuryDay {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final long STRANGER = 5_000_000;

    private final Screen screen;
    private final BankControls banks;
    private final VehicleCases vehicleCases;
    private final DoublePayment twice;
    private final AccountRefund payBack;
    private final BankFiles files;
    private final HubClient treasury;
    private final CounterScenes counterScenes;

    /** @param office client of the office whose card reader a citizen uses */
    public TreasuryDay(
            DemoParticipants cast,
            BankControls banks,
            VehicleCases vehicleCases,
            Function<String, HubClient> logins,
            HubClient office) {
        this.screen = cast.screen();
        this.banks = banks;
        this.vehicleCases = vehicleCases;
        this.counterScenes = new CounterScenes(screen, banks, vehicleCases, office);
        this.twice = new DoublePayment(cast, banks, vehicleCases);
        this.treasury = logins.apply("treasury");
        this.files = new BankFiles(screen, treasury, LIMIT);
        this.payBack = new AccountRefund(screen, treasury, logins.apply("treasury-2"));
    }

    /**
     * Plays the scene.
     *
     * @param fleet file of the demo's vehicles
     * @return deviations from the expected outcome; empty if there are none
     */
    public List<String> play(Path fleet) throws IOException, InterruptedException {
        LedgerSums before = LedgerSums.of(treasury);
        counterScenes.run(fleet);
        playReversal(fleet);
        JsonNode saman = playRefund(fleet);
        banks.setDeviation(
                "mellat", HubClient.JSON.createObjectNode().put("on", "file").put("stranger", STRANGER));
        JsonNode mellat;
        try {
            mellat = banks.endDay("mellat");
        } finally {
            banks.setDeviation("mellat", null);
        }
        files.checkComparison("saman", saman, 0);
        files.checkComparison("mellat", mellat, 1);
        files.explain(mellat.path("file").asText(), STRANGER);
        return checkBalance(before);
    }

    /** The first motorist pays twice, and the bank reverses the duplicate. */
    private void playReversal(Path fleet) throws IOException, InterruptedException {
        VehicleCases.Opened motorist = vehicleCases.open(fleet);
        String end = twice.pay(motorist.id(), vehicleCases.bill(motorist.id()), () -> {});
        require(end.equals("reversed"), "The second payment of a bill ended as " + end);
        screen.step(
                "hub",
                "the bill of case " + motorist.number()
                        + " is paid twice: the payment at Mellat is kept, Saman reverses the other");
    }

    /**
     * The second motorist pays twice, and the duplicate is refunded because the bank no longer reverses it.
     *
     * @return the settlement file that contains the duplicate
     */
    private JsonNode playRefund(Path fleet) throws IOException, InterruptedException {
        VehicleCases.Opened motorist = vehicleCases.open(fleet);
        List<JsonNode> file = new ArrayList<>();
        String end = twice.pay(motorist.id(), vehicleCases.bill(motorist.id()), () -> file.add(banks.endDay("saman")));
        require(end.equals("double"), "The second payment of a bill after the end of the bank's day ended as " + end);
        screen.step(
                "hub",
                "the bill of case " + motorist.number()
                        + " is paid twice too, but Saman's day has ended and it cannot reverse: the citizen gets a refund");
        payBack.refundToAccount(motorist.id());
        return file.get(0);
    }

    private List<String> checkBalance(LedgerSums before) throws InterruptedException {
        LedgerSums after = LedgerSums.of(treasury);
        screen.step("treasury", "the ledger is balanced if the remainder is 0: " + after);
        boolean good = after.sum() == 0
                && after.refunds() == before.refunds()
                && after.unexplained() == before.unexplained() + STRANGER
                && after.income() > before.income();
        return good ? List.of() : List.of("the ledger was " + before + ", now it is " + after);
    }

    private static void require(boolean good, String otherwise) {
        if (!good) {
            throw new CityException(otherwise);
        }
    }
}
