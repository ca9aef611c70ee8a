package city.pishkhan.bank.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.bank.internal.saman.Saman;
import city.pishkhan.bank.internal.saman.SamanSettings;
import city.pishkhan.rest.RestPartner;
import city.pishkhan.rest.RestPartners;
import city.pishkhan.spi.PaymentGateway;
import city.pishkhan.spi.PaymentGateway.Outcome;
import city.pishkhan.spi.PaymentGateway.Outcome.Kind;
import city.pishkhan.spi.PaymentGateway.PayRequest;
import city.pishkhan.spi.PaymentGateway.Sale;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A card reader of an office, at the simulated bank over real HTTP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SamanReaderTest {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final long READER = 88_001_204;
    private static final String BILL = "1234567800169";
    private static final String PAYMENT = "1250020132";
    private static final long AMOUNT = 12_500_000;

    @TempDir
    static Path folder;

    private SimulatedBanks banks;
    private PaymentGateway reader;

    @BeforeAll
    void start() throws Exception {
        banks = new SimulatedBanks(folder);
        var rest = new RestPartner.Settings("reader-1204", banks.at("/bank/saman"), "", PATIENCE, PATIENCE, 16 << 10);
        reader = new Saman(
                new SamanSettings(
                        READER, rest, banks.at("/page"), Duration.ofMinutes(50), true, Optional.of("1204"), true),
                RestPartners.withoutBreaker(rest));
    }

    @AfterAll
    void stop() {
        banks.close();
    }

    private String read() {
        return banks.read(READER, BILL, PAYMENT, AMOUNT).path("RefNum").asText();
    }

    private static Sale sale(String reference) {
        return new Sale(7, 7, reference, AMOUNT);
    }

    @Test
    void verifiesCardPaymentOnceForItsBill() {
        Sale sale = sale(read());
        Outcome verified = reader.verify(sale);
        assertEquals(new Outcome(Kind.OK, "0", AMOUNT, BILL + "/" + PAYMENT, null, verified.at()), verified);
        assertNotNull(verified.at(), "the bank's clock");
        assertEquals(Kind.ALREADY, reader.verify(sale).kind());
    }

    @Test
    void reversesCardPayment() {
        Sale sale = sale(read());
        reader.verify(sale);
        assertEquals(Kind.OK, reader.reverse(sale).kind());
        assertEquals(Kind.REVERSED, reader.verify(sale).kind());
    }

    @Test
    void forgedReferenceIsNotFound() {
        assertEquals(Kind.NOT_FOUND, reader.verify(sale("881131324727000")).kind());
    }

    @Test
    void cardReaderRejectsWrongDigits() {
        assertEquals(
                "413",
                banks.read(READER, BILL, "1250020131", AMOUNT).path("errorCode").asText());
    }

    @Test
    void cardReaderBelongsToOneOfficeAndOpensNoSession() {
        assertTrue(reader.traits().counter());
        assertEquals(Optional.of("1204"), reader.office());
        assertEquals("1204", reader.account().terms().get("counter"));
        var request = new PayRequest(7, AMOUNT, banks.callback(), "", BILL, PAYMENT);
        assertThrows(UnsupportedOperationException.class, () -> reader.pay(request));
    }
}
