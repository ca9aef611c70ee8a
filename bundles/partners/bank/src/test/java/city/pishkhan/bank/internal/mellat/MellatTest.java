package city.pishkhan.bank.internal.mellat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.bank.internal.Pan;
import city.pishkhan.bank.internal.mellat.MellatCode.Operation;
import city.pishkhan.soap.SoapEndpoint;
import city.pishkhan.spi.PaymentGateway;
import city.pishkhan.spi.PaymentGateway.Outcome.Kind;
import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MellatTest {
    private static final Map<String, String> PAID = Map.of(
            "RefId", "AF82041a2Bf6989c7fF9",
            "ResCode", "0",
            "SaleOrderId", "1001",
            "SaleReferenceId", "175500000000123",
            "CardHolderPan", "6037701689095443",
            "FinalAmount", "12500000");

    private static Map<String, String> with(String field, String value) {
        Map<String, String> form = new HashMap<>(PAID);
        form.put(field, value);
        return form;
    }

    @ParameterizedTest
    @CsvSource({
        "0, OK, OK, OK, OK",
        "17, REFUSED, REFUSED, REFUSED, NOT_FOUND",
        "24, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN",
        "34, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN",
        "42, NOT_FOUND, NOT_FOUND, NOT_FOUND, NOT_FOUND",
        "43, ALREADY, UNKNOWN, OK, UNKNOWN",
        "44, UNKNOWN, UNVERIFIED, UNVERIFIED, UNVERIFIED",
        "45, ALREADY, ALREADY, OK, REFUSED",
        "46, UNKNOWN, UNKNOWN, OK, UNKNOWN",
        "48, REVERSED, REVERSED, REVERSED, REVERSED",
        "54, NOT_FOUND, NOT_FOUND, NOT_FOUND, NOT_FOUND",
        "55, REFUSED, REFUSED, REFUSED, UNKNOWN",
        "61, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN",
        "9999, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN"
    })
    void codeMeaningDependsOnOperation(int code, Kind verify, Kind settle, Kind inquire, Kind reverse) {
        assertEquals(verify, MellatCode.meaning(code, Operation.VERIFY));
        assertEquals(settle, MellatCode.meaning(code, Operation.SETTLE));
        assertEquals(inquire, MellatCode.meaning(code, Operation.INQUIRE));
        assertEquals(reverse, MellatCode.meaning(code, Operation.REVERSE));
    }

    private static MellatSettings account(long terminal, String password, String url, String page) {
        SoapEndpoint soap =
                new SoapEndpoint(URI.create(url), "", "", Duration.ofSeconds(1), Duration.ofSeconds(1), 1 << 10);
        return new MellatSettings("mellat", terminal, "merchant", password, soap, URI.create(page));
    }

    @Test
    void changedTerminalLoginOrAddressIsOtherAccount() {
        PaymentGateway.Account one =
                account(4711, "s3cret", "https://bank/pgw", "https://bank/page").account();
        assertEquals(
                one,
                account(4711, "s3cret", "https://bank/pgw", "https://bank/page").account());
        assertEquals(Map.of("url", "https://bank/pgw", "pageUrl", "https://bank/page"), one.terms());
        assertTrue(one.login().matches("[0-9a-f]{64}"), one::login);
        for (MellatSettings other : List.of(
                account(4712, "s3cret", "https://bank/pgw", "https://bank/page"),
                account(4711, "S3cret", "https://bank/pgw", "https://bank/page"),
                account(4711, "s3cret", "https://bonk/pgw", "https://bank/page"),
                account(4711, "s3cret", "https://bank/pgw", "https://bonk/page"))) {
            assertNotEquals(one, other.account());
        }
    }

    @Test
    void everyPublishedCodeIsKnown() {
        for (int code :
                new int[] {0, 17, 21, 24, 25, 34, 41, 42, 43, 44, 45, 46, 48, 51, 54, 55, 61, 412, 413, 415, 421}) {
            assertTrue(MellatCode.of(code).isPresent(), "code " + code);
            assertTrue(MellatCode.describe(code).contains(" / "), "code " + code);
        }
    }

    @Test
    void onlyCodeZeroMeansSuccess() {
        Set<Kind> good = EnumSet.of(Kind.OK);
        for (int code = 1; code < 1000; code++) {
            assertFalse(good.contains(MellatCode.meaning(code, Operation.VERIFY)), "verify " + code);
            assertFalse(good.contains(MellatCode.meaning(code, Operation.SETTLE)), "settle " + code);
            assertFalse(good.contains(MellatCode.meaning(code, Operation.REVERSE)), "reverse " + code);
        }
    }

    @Test
    void readsPaidFormAndMasksCard() {
        var callback = MellatForm.read(PAID).orElseThrow();
        assertEquals("AF82041a2Bf6989c7fF9", callback.session());
        assertEquals(1001, callback.order());
        assertEquals("175500000000123", callback.reference());
        assertTrue(callback.paid());
        assertEquals("603770******5443", callback.maskedPan());
        assertEquals(12_500_000L, callback.amount());
    }

    @ParameterizedTest
    @CsvSource({"ResCode, 17", "SaleReferenceId, ''", "SaleReferenceId, 0"})
    void formWithoutSaleIsNotPaid(String field, String value) {
        assertFalse(MellatForm.read(with(field, value)).orElseThrow().paid());
    }

    @Test
    void ignoresLeadingZerosOfReference() {
        assertEquals(
                "42",
                MellatForm.read(with("SaleReferenceId", "00042")).orElseThrow().reference());
        assertNull(MellatForm.read(with("SaleReferenceId", "000")).orElseThrow().reference());
    }

    @ParameterizedTest
    @CsvSource({
        "RefId, ''",
        "RefId, a<b",
        "ResCode, ''",
        "ResCode, -1",
        "ResCode, 12345",
        "SaleOrderId, 1e3",
        "SaleOrderId, ''",
        "SaleOrderId, 99999999999999999999",
        "SaleReferenceId, x",
        "FinalAmount, -5"
    })
    void rejectsInvalidForm(String field, String value) {
        assertTrue(MellatForm.read(with(field, value)).isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "603770******5443, 603770******5443",
        "6037701689095443, 603770******5443",
        "12345678, 12345678",
        "<script>, "
    })
    void masksCards(String pan, String shown) {
        assertEquals(shown, Pan.masked(pan));
    }
}
