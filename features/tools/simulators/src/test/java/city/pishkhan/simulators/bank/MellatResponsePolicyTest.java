package city.pishkhan.simulators.bank;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Tests the response codes for each state of a sale. */
class MellatResponsePolicyTest {
    private static final Instant START = Instant.parse("2026-03-21T08:00:00Z");
    private static final long REFERENCE = 177_408_000_001L;

    private final Sale sale = new Sale("A1", "4711", 7, 1_000_000, "http://hub/pay", START);

    private String code(String call) {
        return MellatResponsePolicy.code(call, sale, REFERENCE, START);
    }

    private void pay() {
        sale.paid = START;
        sale.reference = REFERENCE;
    }

    @Test
    void unpaidSaleHasItsCode() {
        assertEquals(Codes.NO_SALE, MellatResponsePolicy.code("verify", null, REFERENCE, START));
        assertEquals(Codes.NO_SALE, code("verify"));
        assertEquals(Codes.NO_SALE, code("inquiry"));
        assertEquals(Codes.SESSION, MellatResponsePolicy.code("inquiry", sale, 0, START.plus(Duration.ofMinutes(16))));
        sale.cancelled = START;
        assertEquals(Codes.CANCELLED, code("inquiry"));
    }

    @Test
    void onlyInquiryMayOmitReference() {
        pay();
        assertEquals(Codes.INVALID, MellatResponsePolicy.code("verify", sale, 0, START));
        assertEquals(Codes.NO_VERIFY, MellatResponsePolicy.code("inquiry", sale, 0, START));
        assertEquals(Codes.INVALID, MellatResponsePolicy.code("inquiry", sale, REFERENCE + 1, START));
    }

    @Test
    void saleIsVerifiedThenSettledOrReversed() {
        pay();
        assertEquals(Codes.NO_VERIFY, code("settle"));
        assertEquals(Codes.OK, code("verify"));
        sale.verified = START;
        assertEquals(Codes.VERIFIED, code("verify"));
        assertEquals(Codes.OK, code("inquiry"));
        assertEquals(Codes.OK, code("settle"));
        assertEquals(Codes.OK, code("reversal"));
        sale.settled = START;
        assertEquals(Codes.SETTLED, code("settle"));
        assertEquals(Codes.SETTLED, code("reversal"));
        sale.settled = null;
        sale.reversed = START;
        assertEquals(Codes.REVERSED, code("verify"));
    }
}
