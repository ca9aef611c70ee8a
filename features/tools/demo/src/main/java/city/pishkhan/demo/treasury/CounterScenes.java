package city.pishkhan.demo.treasury;

import city.pishkhan.demo.narration.Screen;
import city.pishkhan.demo.vehicles.VehicleCases;
import city.pishkhan.testkit.client.HubClient;
import city.pishkhan.testkit.people.OfficeCases;
import city.pishkhan.testkit.waiting.CityException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;

/** A citizen pays by card at the office, after two forged slips were refused. */
final class CounterScenes {
    private static final long READER = 88_001_204;
    private static final String NEVER_PAID = "Gm6LFqPz1vT0Zk4bXw";

    private final Screen screen;
    private final BankControls banks;
    private final VehicleCases vehicleCases;
    private final HubClient office;

    CounterScenes(Screen screen, BankControls banks, VehicleCases vehicleCases, HubClient office) {
        this.screen = screen;
        this.banks = banks;
        this.vehicleCases = vehicleCases;
        this.office = office;
    }

    /** @param fleet file of the demo's vehicles */
    void run(Path fleet) throws IOException, InterruptedException {
        VehicleCases.Opened motorist = vehicleCases.open(fleet);
        JsonNode bill = vehicleCases.wholeBill(motorist.id());
        String wrongDigit = bill.path("paymentId").asText().replaceFirst(".$", "")
                + (bill.path("paymentId").asText().endsWith("0") ? "1" : "0");
        enterExpectingRefusal(motorist, bill, wrongDigit, NEVER_PAID, "payment-id.check-2");
        enterExpectingRefusal(motorist, bill, bill.path("paymentId").asText(), NEVER_PAID, "slip.unknown-at-bank");
        String reference = banks.payAtReader(READER, bill);
        JsonNode attempt = enter(motorist, bill, bill.path("paymentId").asText(), reference);
        if (!attempt.path("state").asText().equals("settled")) {
            throw new CityException("The payment at the card reader has the state " + attempt);
        }
        screen.step(
                "office",
                "case %s is paid at the office's card reader, reference %s, %,d rial; the bank confirms it at once"
                        .formatted(
                                motorist.number(),
                                reference,
                                bill.path("amount").asLong()));
    }

    private void enterExpectingRefusal(
            VehicleCases.Opened motorist, JsonNode bill, String payment, String reference, String code)
            throws InterruptedException {
        try {
            throw new CityException("A forged slip was accepted: " + enter(motorist, bill, payment, reference));
        } catch (HubClient.Refused e) {
            if (!e.code().equals(code)) {
                throw e;
            }
            screen.step("office", "a forged slip is refused: " + e.getMessage());
        }
    }

    private JsonNode enter(VehicleCases.Opened motorist, JsonNode bill, String payment, String reference)
            throws InterruptedException {
        ObjectNode slip = HubClient.JSON
                .createObjectNode()
                .put("billId", bill.path("billId").asText())
                .put("paymentId", payment)
                .put("reference", reference);
        return office.post(OfficeCases.path(motorist.id()) + "/slips", slip);
    }
}
