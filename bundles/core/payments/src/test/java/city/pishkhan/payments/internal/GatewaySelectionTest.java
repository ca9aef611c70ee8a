package city.pishkhan.payments.internal;

import static city.pishkhan.payments.internal.PaymentsHarness.CLERK;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.money.Payments.Attempt;
import city.pishkhan.api.money.Payments.Bill;
import city.pishkhan.payments.internal.FakeGateway.Nature;
import city.pishkhan.payments.internal.gateways.GatewayRegistry;
import city.pishkhan.spi.PartnerUnavailable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two banks: vehicle duty prefers Saman, all other services prefer Mellat. */
class GatewaySelectionTest {
    private static PaymentsHarness town;
    private FakeGateway mellat;
    private FakeGateway saman;

    @BeforeAll
    static void start() {
        town = new PaymentsHarness();
    }

    @AfterAll
    static void stop() {
        town.close();
    }

    @BeforeEach
    void banks() {
        mellat = town.bank;
        mellat.opening = null;
        mellat.refusal = null;
        saman = new FakeGateway("saman", Nature.ONE_STEP, town.db.tx()::active);
        town.gatewayRegistry.add(saman);
        approve(saman);
        // forget earlier failures
        town.gatewayRegistry.breaker(mellat).close();
        town.gatewayRegistry.breaker(saman).close();
    }

    @AfterEach
    void remove() {
        town.gatewayRegistry.remove(saman);
    }

    private static void approve(FakeGateway gateway) {
        try {
            town.twoOfTheTreasury("merchant-account", gateway);
        } catch (Refusal e) {
            assertEquals("merchant.approved", e.code());
        }
    }

    private static Attempt begin(Bill bill, String gateway) {
        return town.payments.begin(CLERK, bill.caseId(), bill.id(), gateway);
    }

    private static Refusal refused(Bill bill, String gateway) {
        return assertThrows(Refusal.class, () -> begin(bill, gateway));
    }

    private static List<String> tries(Bill bill) {
        return town.payments.attempts(bill.id()).stream()
                .map(a -> a.gateway() + " " + a.state())
                .toList();
    }

    @Test
    void eachServiceHasAGatewayOfItsOwn() {
        assertEquals("mellat", begin(town.bill(), null).gateway());
        assertEquals("saman", begin(town.bill("vehicle-duty"), " ").gateway());
    }

    @Test
    void aCardReaderOpensNoSessionWhateverIsConfigured() {
        town.gatewayRegistry.remove(saman);
        FakeGateway reader = new FakeGateway("saman", Nature.COUNTER, town.db.tx()::active);
        town.gatewayRegistry.add(reader);
        try {
            assertEquals("gateway.counter", refused(town.bill(), "saman").code());
            assertEquals("mellat", begin(town.bill("vehicle-duty"), null).gateway());
            assertEquals(List.of(), reader.calls);
        } finally {
            town.gatewayRegistry.remove(reader);
        }
    }

    @Test
    void whereOneBankIsSilentThePayerPaysAtTheNext() {
        mellat.opening = new PartnerUnavailable("timeout");
        Bill bill = town.bill();
        Attempt a = begin(bill, null);
        assertEquals(List.of("mellat failed", "saman started"), tries(bill));
        town.payments.callback("saman", PaymentsHarness.form(a, saman.sale(a.order())));
        town.payments.confirm(a.id());
        assertEquals("saman", town.look(bill).receipt().gateway());
        assertEquals(List.of(), town.journal.check(bill.caseId()));
        assertTrue(town.events(bill).contains("payment.failed"), "what failed is on record");
    }

    @Test
    void whereOneBankRefusesThePayerPaysAtTheNext() {
        mellat.refusal = "34";
        Bill bill = town.bill();
        assertEquals("saman", begin(bill, null).gateway());
        assertEquals(List.of("mellat failed", "saman started"), tries(bill));
    }

    @Test
    void anAccountThatTakesNoMoneyIsPassedOver() {
        town.twoOfTheTreasury("merchant-withdraw", saman);
        Bill bill = town.bill("vehicle-duty");
        assertEquals("mellat", begin(bill, null).gateway());
        assertEquals(List.of("mellat started"), tries(bill));
        assertEquals(List.of(), saman.calls);
    }

    @Test
    void aGatewayThatIsNotThereIsPassedOver() {
        town.gatewayRegistry.remove(saman);
        assertEquals("mellat", begin(town.bill("vehicle-duty"), null).gateway());
    }

    @Test
    void aGatewayThatIsKnownToBeDownIsSparedAndTriedAgainLater() {
        mellat.opening = new PartnerUnavailable("timeout");
        for (int i = 0; i < 3; i++) {
            begin(town.bill(), null);
        }
        int asked = mellat.calls.size();
        Bill bill = town.bill();
        begin(bill, null);
        assertEquals(List.of("saman started"), tries(bill));
        assertEquals(asked, mellat.calls.size());
        mellat.opening = null;
        town.watch.forward(Duration.ofSeconds(11));
        assertEquals("mellat", begin(town.bill(), null).gateway());
        assertEquals("mellat", begin(town.bill(), null).gateway());
    }

    @Test
    void whoNamesAGatewayGetsThatOneOrHearsWhyNot() {
        assertEquals("saman", begin(town.bill(), "saman").gateway());
        mellat.opening = new PartnerUnavailable("timeout");
        Bill bill = town.bill();
        assertEquals("gateway.no-answer", refused(bill, "mellat").code());
        assertEquals(List.of("mellat failed"), tries(bill));
        town.gatewayRegistry.remove(saman);
        assertEquals("gateway.no-answer", refused(bill, "saman").code());
        assertEquals(404, refused(bill, "nowhere").kind().status());
    }

    /** An open session needs no call to the bank, whether the payer named the gateway or not. */
    @Test
    void aBusyGatewayStillGivesOutTheOpenSessionOfABill() {
        Bill opened = town.bill();
        Attempt attempt = begin(opened, "mellat");
        List<GatewayRegistry.Place> taken = new ArrayList<>();
        for (Optional<GatewayRegistry.Place> place; (place = town.gatewayRegistry.enter(mellat, 1)).isPresent(); ) {
            taken.add(place.get());
        }
        try {
            assertEquals("gateway.busy", refused(town.bill(), "mellat").code());
            assertEquals(attempt.id(), begin(opened, null).id());
            assertEquals(attempt.id(), begin(opened, "mellat").id());
            assertEquals(List.of("mellat started"), tries(opened));
        } finally {
            taken.forEach(GatewayRegistry.Place::close);
        }
    }

    @Test
    void aGatewayOfOtherServicesIsRefused() {
        FakeGateway melli = new FakeGateway("melli", town.db.tx()::active);
        town.gatewayRegistry.add(melli);
        try {
            Refusal refusal = refused(town.bill(), "melli");
            assertEquals("gateway.not-for-service", refusal.code());
            assertTrue(refusal.english().contains("mellat, saman")
                    && refusal.persian().contains("\u2066mellat\u2069، \u2066saman\u2069"));
        } finally {
            town.gatewayRegistry.remove(melli);
        }
    }

    @Test
    void whereNoBankAnswersAllAreNamed() {
        mellat.opening = new PartnerUnavailable("timeout");
        saman.opening = new PartnerUnavailable("timeout");
        Bill bill = town.bill();
        Refusal refusal = refused(bill, null);
        assertEquals("gateway.no-answer", refusal.code());
        assertTrue(refusal.english().contains("mellat, saman"), refusal::english);
        assertEquals(List.of("mellat failed", "saman failed"), tries(bill));
        assertEquals("open", town.look(bill).state());
    }

    @Test
    void aBillThatCannotBePaidIsTriedNowhere() {
        Bill bill = town.bill();
        town.payments.confirm(town.paid(bill).id());
        assertEquals("bill.paid", refused(bill, null).code());
        assertEquals(List.of("mellat settled"), tries(bill));
    }
}
