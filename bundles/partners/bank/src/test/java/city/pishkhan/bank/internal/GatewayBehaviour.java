package city.pishkhan.bank.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.spi.PartnerUnavailable;
import city.pishkhan.spi.PaymentGateway;
import city.pishkhan.spi.PaymentGateway.Callback;
import city.pishkhan.spi.PaymentGateway.Outcome.Kind;
import city.pishkhan.spi.PaymentGateway.PayRequest;
import city.pishkhan.spi.PaymentGateway.Sale;
import city.pishkhan.spi.PaymentGateway.Session;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The common behavior of all banks, tested with the simulated banks over real HTTP, with and without failures. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class GatewayBehaviour {
    private static final AtomicLong ORDERS = new AtomicLong(System.currentTimeMillis());
    private static final long AMOUNT = 12_500_000;
    static final Duration PATIENCE = Duration.ofSeconds(4);

    @TempDir
    static Path folder;

    SimulatedBanks banks;
    private PaymentGateway gateway;

    /** Returns the name of the bank's simulator. */
    abstract String bank();

    abstract PaymentGateway merchant();

    /** Returns a gateway with credentials that the bank does not accept. */
    abstract PaymentGateway stranger();

    /** Returns the bank's code for "already done". */
    abstract String alreadyDoneCode();

    private record SimulatedPayment(long order, Session session, Map<String, String> form, Callback callback) {
        Sale sale() {
            return sale(callback.reference());
        }

        Sale sale(String reference) {
            return new Sale(order, order, reference, AMOUNT);
        }

        Sale saleOfSession(String reference) {
            return new Sale(order, order, reference, AMOUNT, session.session(), session.form());
        }
    }

    @BeforeAll
    void start() throws Exception {
        banks = new SimulatedBanks(folder);
        gateway = merchant();
    }

    @AfterAll
    void stop() {
        banks.close();
    }

    @BeforeEach
    void calm() {
        banks.control(bank(), "{\"fault\":\"none\",\"script\":[]}");
    }

    private void script(String line) {
        banks.control(bank(), "{\"script\":[" + line + "]}");
    }

    private void fault(String fault) {
        banks.control(bank(), "{\"fault\":\"" + fault + "\",\"times\":1}");
    }

    private void advanceClock(Duration by) {
        script("{\"on\":\"clock\",\"aheadSeconds\":" + by.plusSeconds(1).toSeconds() + "}");
    }

    private PayRequest request(long order) {
        return new PayRequest(order, AMOUNT, banks.callback(), "عوارض", "1234567800169", "1250020132");
    }

    private SimulatedPayment trip(String action) {
        return trip(ORDERS.incrementAndGet(), action);
    }

    private SimulatedPayment trip(long order, String action) {
        Session session = gateway.pay(request(order));
        assertTrue(session.accepted(), session::code);
        banks.returns.clear();
        banks.press(session.page(), session.form(), action);
        Map<String, String> form = banks.returns.get(0);
        return new SimulatedPayment(order, session, form, gateway.callback(form).orElseThrow());
    }

    private SimulatedPayment paid() {
        return trip("pay");
    }

    @Test
    void callbackNamesSessionAndOrderAndMasksCard() {
        SimulatedPayment trip = paid();
        assertEquals(trip.session().session(), trip.callback().session());
        assertEquals(trip.order(), trip.callback().order());
        assertTrue(trip.callback().paid());
        assertEquals(AMOUNT, trip.callback().amount());
        assertEquals("603770******5443", trip.callback().maskedPan());
        assertEquals("paid", banks.state(bank(), trip.order()));
    }

    @Test
    void verifiesAndSettlesSaleOnce() {
        SimulatedPayment trip = paid();
        var verified = gateway.verify(trip.sale());
        assertEquals(Kind.OK, verified.kind());
        assertTrue(verified.amount() == null ? gateway.traits().inquires() : verified.amount() == AMOUNT);
        assertEquals(Kind.ALREADY, gateway.verify(trip.sale()).kind());
        if (gateway.traits().settles()) {
            assertEquals("verified", banks.state(bank(), trip.order()));
            assertEquals(Kind.OK, gateway.settle(trip.sale()).kind());
            assertEquals(Kind.ALREADY, gateway.settle(trip.sale()).kind());
        }
        assertEquals("settled", banks.state(bank(), trip.order()));
        if (gateway.traits().inquires()) {
            assertEquals(Kind.OK, gateway.inquire(trip.sale()).kind());
        }
    }

    @Test
    void refusesReferenceOfOtherPayer() {
        SimulatedPayment honest = paid();
        SimulatedPayment thief = paid();
        String stolen = honest.callback().reference();
        Set<Kind> no = Set.of(Kind.NOT_FOUND, Kind.REFUSED);
        assertTrue(no.contains(gateway.verify(thief.saleOfSession(stolen)).kind()));
        assertEquals("paid", banks.state(bank(), honest.order()), "and nobody verified it");
        var verified = gateway.verify(honest.saleOfSession(stolen));
        assertEquals(Kind.OK, verified.kind());
        assertEquals(honest.order(), verified.order());
    }

    /**
     * If the payer's browser returned to a stopped node, the hub queries the bank for the callback's data, if the bank
     * supports that.
     */
    @Test
    void queriesLostCallbackIfSupported() {
        SimulatedPayment trip = paid();
        var told = gateway.queryCallback(trip.saleOfSession(null));
        if (gateway.traits().inquires()) {
            assertTrue(told.isEmpty(), "there is an inquiry");
            return;
        }
        assertEquals(trip.callback().reference(), told.orElseThrow().reference());
        assertEquals(trip.callback().session(), told.get().session());
        assertEquals(trip.order(), told.get().order());
        assertTrue(told.get().paid());
        assertTrue(gateway.queryCallback(trip("cancel").saleOfSession(null)).isEmpty());
        assertEquals("paid", banks.state(bank(), trip.order()), "nothing was done there");
    }

    @Test
    void verifiedSaleCanBeReversed() {
        SimulatedPayment trip = paid();
        gateway.verify(trip.sale());
        assertEquals(Kind.OK, gateway.reverse(trip.sale()).kind());
        assertEquals("reversed", banks.state(bank(), trip.order()));
        assertEquals(Kind.REVERSED, gateway.reverse(trip.sale()).kind());
        assertEquals(Kind.REVERSED, gateway.verify(trip.sale()).kind());
    }

    @Test
    void cancelledPaymentHasNoSale() {
        SimulatedPayment trip = trip("cancel");
        assertFalse(trip.callback().paid());
        assertNull(trip.callback().reference());
        if (gateway.traits().inquires()) {
            assertEquals(
                    Kind.REFUSED, gateway.inquire(trip.sale(null)).kind(), "also without a reference it can be asked");
        }
    }

    @Test
    void unknownReferenceIsNeverVerified() {
        SimulatedPayment trip = paid();
        String other = trip.callback().reference().replaceAll("[0-9]", "1").replaceAll("[a-z]", "x");
        Set<Kind> no = Set.of(Kind.NOT_FOUND, Kind.REFUSED);
        assertTrue(no.contains(gateway.verify(trip.sale(other)).kind()));
        assertEquals("paid", banks.state(bank(), trip.order()));
    }

    @Test
    void wrongLoginLeavesOutcomeUnknown() {
        SimulatedPayment trip = paid();
        assertFalse(stranger().pay(request(ORDERS.incrementAndGet())).accepted());
        assertEquals(Kind.UNKNOWN, stranger().verify(trip.sale()).kind());
        assertEquals(Kind.UNKNOWN, stranger().reverse(trip.sale()).kind());
        assertEquals("paid", banks.state(bank(), trip.order()));
    }

    @Test
    void unverifiedSaleIsReversedAfterTimeLimit() {
        SimulatedPayment trip = paid();
        advanceClock(gateway.traits().verifyWithin());
        Kind late = gateway.verify(trip.sale()).kind();
        assertTrue(Set.of(Kind.REVERSED, Kind.LATE).contains(late), late::toString);
        assertEquals("reversed", banks.state(bank(), trip.order()));
    }

    @Test
    void verifiedSaleStaysAfterReversalLimit() {
        SimulatedPayment trip = paid();
        gateway.verify(trip.sale());
        advanceClock(gateway.traits().reverseWithin());
        Kind late = gateway.reverse(trip.sale()).kind();
        assertTrue(Set.of(Kind.REFUSED, Kind.LATE).contains(late), late::toString);
        assertEquals("settled", banks.state(bank(), trip.order()));
    }

    @Test
    void unsupportedCallsAreRejected() {
        Sale sale = new Sale(1, 1, "1", AMOUNT);
        if (!gateway.traits().settles()) {
            assertThrows(UnsupportedOperationException.class, () -> gateway.settle(sale));
        }
        if (!gateway.traits().inquires()) {
            assertThrows(UnsupportedOperationException.class, () -> gateway.inquire(sale));
        }
    }

    @ParameterizedTest
    @CsvSource({"hang, OK", "garbage, OK", "error500, OK", "close-before-reply, OK", "close-after-commit, ALREADY"})
    void unansweredVerificationIsUnknownAndCanBeRepeated(String fault, Kind again) {
        SimulatedPayment trip = paid();
        fault(fault);
        assertThrows(PartnerUnavailable.class, () -> gateway.verify(trip.sale()));
        banks.control(bank(), "{\"fault\":\"none\"}");
        assertEquals(again, gateway.verify(trip.sale()).kind());
    }

    @ParameterizedTest
    @CsvSource({"hang", "garbage", "error500", "close-before-reply", "close-after-commit"})
    void unansweredPayRequestIsUnavailable(String fault) {
        fault(fault);
        assertThrows(PartnerUnavailable.class, () -> gateway.pay(request(ORDERS.incrementAndGet())));
    }

    @Test
    void unexpectedCodeIsNotMisread() {
        SimulatedPayment trip = paid();
        script("{\"on\":\"verify\",\"code\":\"" + alreadyDoneCode() + "\",\"times\":1}");
        assertEquals(Kind.ALREADY, gateway.verify(trip.sale()).kind(), "whose call that was the hub decides");
        assertEquals("paid", banks.state(bank(), trip.order()));
        script("{\"on\":\"verify\",\"code\":\"77\",\"times\":1}");
        assertEquals(Kind.UNKNOWN, gateway.verify(trip.sale()).kind());
    }

    @Test
    void callbackShowsWrongAmount() {
        long order = ORDERS.incrementAndGet();
        script("{\"on\":\"callback\",\"order\":\"" + order + "\",\"amount\":1000}");
        assertEquals(1_000, trip(order, "pay").callback().amount());
    }

    @Test
    void callbackReportedAsCancelledIsNotPaid() {
        long order = ORDERS.incrementAndGet();
        script("{\"on\":\"callback\",\"order\":\"" + order + "\",\"cancelled\":true}");
        SimulatedPayment trip = trip(order, "pay");
        assertFalse(trip.callback().paid());
        assertNull(trip.callback().reference());
        assertEquals("paid", banks.state(bank(), order));
    }

    @Test
    void repeatedCallbacksAreEqual() {
        long order = ORDERS.incrementAndGet();
        script("{\"on\":\"callback\",\"order\":\"" + order + "\",\"copies\":3}");
        SimulatedPayment trip = trip(order, "pay");
        Awaitility.await().until(() -> banks.returns.size() == 3);
        banks.returns.forEach(
                form -> assertEquals(trip.callback(), gateway.callback(form).orElseThrow()));
    }

    @Test
    void forgedCallbackNamesWrongSessionOrSale() {
        long order = ORDERS.incrementAndGet();
        script("{\"on\":\"callback\",\"order\":\"" + order + "\",\"forged\":true}");
        SimulatedPayment strange = trip(order, "pay");
        assertNotEquals(strange.session().session(), strange.callback().session());
        Callback real = gateway.callback(banks.returns.get(1)).orElseThrow();
        Callback wrong = gateway.callback(banks.returns.get(2)).orElseThrow();
        assertEquals(strange.session().session(), wrong.session());
        assertNotEquals(Kind.OK, gateway.verify(strange.sale(wrong.reference())).kind());
        assertEquals(Kind.OK, gateway.verify(strange.sale(real.reference())).kind());
    }

    @Test
    void callbackMayArriveBeforeBankAnswer() {
        long order = ORDERS.incrementAndGet();
        banks.returns.clear();
        script("{\"on\":\"pay\",\"order\":\"" + order + "\",\"paidFirst\":true,\"lateMs\":500}");
        Session session = gateway.pay(request(order));
        Awaitility.await().until(() -> !banks.returns.isEmpty());
        Callback early = gateway.callback(banks.returns.get(0)).orElseThrow();
        assertEquals(session.session(), early.session());
        assertEquals(
                Kind.OK,
                gateway.verify(new Sale(order, order, early.reference(), AMOUNT))
                        .kind());
    }
}
