package city.pishkhan.bank.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import city.pishkhan.spi.PartnerUnavailable;
import city.pishkhan.spi.PaymentGateway;
import city.pishkhan.spi.PaymentGateway.PayRequest;
import city.pishkhan.spi.PaymentGateway.Sale;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Tests a gateway against a bank that sends exactly the bytes of each test, and the handling of broken connections and
 * timeouts. The tests apply to every bank's protocol.
 */
abstract class WireTest {
    static StubBank bank;
    static PaymentGateway gateway;

    @BeforeAll
    static void open() {
        bank = new StubBank();
    }

    @AfterAll
    static void close() {
        bank.close();
    }

    abstract Sale sale();

    static PayRequest order(String name) {
        return new PayRequest(
                1001,
                12_500_000,
                URI.create("https://hub.example/pay/" + name + "/callback"),
                "عوارض",
                "1234567800169",
                "1250020132");
    }

    @Test
    void brokenConnectionIsUnknownOutcomeWithoutRetry() {
        bank.prepareDisconnect();
        int before = bank.calls.get();
        assertThrows(PartnerUnavailable.class, () -> gateway.verify(sale()));
        assertEquals(before + 1, bank.calls.get());
    }

    @Test
    void hangingBankTimesOut() {
        CountDownLatch end = new CountDownLatch(1);
        bank.reply = exchange -> {
            try {
                end.await(30, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
        };
        try {
            assertTimeout(
                    Duration.ofSeconds(15), () -> assertThrows(PartnerUnavailable.class, () -> gateway.verify(sale())));
        } finally {
            end.countDown();
        }
    }
}
