package city.pishkhan.bank.internal.saman;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.bank.internal.Terminals;
import city.pishkhan.bank.internal.saman.SamanCode.Operation;
import city.pishkhan.rest.RestPartner;
import city.pishkhan.spi.PaymentGateway.Outcome.Kind;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SamanTest {
    private static final long TERMINAL = 2015;
    private static final String PURCHASE = "1001-0123456789abcdef0123";
    private static final Map<String, String> PAID = Map.of(
            "State", "OK",
            "Status", "2",
            "RefNum", "GmshtyjwKSvD7kiuu3XcWjlZI4Kthl8d4xS/RPK9Dv",
            "ResNum", PURCHASE,
            "TerminalId", "2015",
            "Amount", "12500000",
            "SecurePan", "6037701689095443");

    private static Map<String, String> with(String field, String value) {
        Map<String, String> form = new HashMap<>(PAID);
        form.put(field, value);
        return form;
    }

    @ParameterizedTest
    @CsvSource({
        "0, OK, OK",
        "2, ALREADY, UNKNOWN",
        "5, REVERSED, REVERSED",
        "-2, NOT_FOUND, NOT_FOUND",
        "-6, LATE, LATE",
        "-104, UNKNOWN, UNKNOWN",
        "-105, UNKNOWN, UNKNOWN",
        "-106, UNKNOWN, UNKNOWN",
        "77, UNKNOWN, UNKNOWN"
    })
    void codeMeaningDependsOnOperation(int code, Kind verify, Kind reverse) {
        assertEquals(verify, SamanCode.meaning(code, Operation.VERIFY));
        assertEquals(reverse, SamanCode.meaning(code, Operation.REVERSE));
    }

    @Test
    void onlyCodeZeroMeansSuccess() {
        for (int code = -200; code < 200; code++) {
            for (Operation operation : Operation.values()) {
                assertEquals(code == 0, SamanCode.meaning(code, operation) == Kind.OK, operation + " " + code);
            }
        }
    }

    @Test
    void readsPaidFormAndMasksCard() {
        var callback = SamanForm.read(PAID, TERMINAL).orElseThrow();
        assertEquals(PURCHASE, callback.session());
        assertEquals(1001, callback.order());
        assertEquals("GmshtyjwKSvD7kiuu3XcWjlZI4Kthl8d4xS/RPK9Dv", callback.reference());
        assertTrue(callback.paid());
        assertEquals("OK", callback.code());
        assertEquals("603770******5443", callback.maskedPan());
        assertEquals(12_500_000L, callback.amount());
    }

    @ParameterizedTest
    @CsvSource({"State, CanceledByUser", "State, ok", "Status, 1", "RefNum, ''"})
    void inconsistentFormIsNotPaid(String field, String value) {
        assertFalse(SamanForm.read(with(field, value), TERMINAL).orElseThrow().paid());
    }

    @Test
    void missingFieldsAreNull() {
        Map<String, String> cancelled =
                Map.of("State", "CanceledByUser", "Status", "1", "ResNum", PURCHASE, "RefNum", "");
        var callback = SamanForm.read(cancelled, TERMINAL).orElseThrow();
        assertNull(callback.reference());
        assertNull(callback.amount());
        assertNull(callback.maskedPan());
        assertEquals("CanceledByUser", callback.code());
    }

    @ParameterizedTest
    @CsvSource({
        "ResNum, ''",
        "ResNum, 1001",
        "ResNum, 1001-",
        "ResNum, 01001-0123456789abcdef0123",
        "ResNum, 1001-0123456789ABCDEF0123",
        "ResNum, 1001-0123456789abcdef01234",
        "ResNum, 99999999999999999999-0123456789abcdef0123",
        "State, ''",
        "State, O<K",
        "Status, ''",
        "Status, two",
        "RefNum, a<b",
        "Amount, -5",
        "Amount, 99999999999999999999",
        "TerminalId, 2016"
    })
    void rejectsInvalidForm(String field, String value) {
        assertTrue(SamanForm.read(with(field, value), TERMINAL).isEmpty());
    }

    private static SamanSettings account(long terminal, String url, String page) {
        var rest = new RestPartner.Settings(
                "saman", URI.create(url), "", Duration.ofSeconds(1), Duration.ofSeconds(1), 1 << 10);
        return new SamanSettings(terminal, rest, URI.create(page), Duration.ofMinutes(50));
    }

    @Test
    void changedTerminalOrAddressIsOtherAccount() {
        var one = account(2015, "https://bank", "https://bank/page").account();
        assertEquals(one, account(2015, "https://bank", "https://bank/page").account());
        assertEquals(Map.of("url", "https://bank", "pageUrl", "https://bank/page"), one.terms());
        for (SamanSettings other : List.of(
                account(2016, "https://bank", "https://bank/page"),
                account(2015, "https://bonk", "https://bank/page"),
                account(2015, "https://bank", "https://bonk/page"))) {
            assertNotEquals(one, other.account());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://user:pass@bank/", "ftp://bank/", "bank"})
    void rejectsAddressWithLogin(String address) {
        assertThrows(IllegalArgumentException.class, () -> Terminals.address("url", address));
    }

    @Test
    void validatesCallbackAddressParts() {
        assertThrows(IllegalArgumentException.class, () -> Terminals.name("../x"));
        assertThrows(IllegalArgumentException.class, () -> Terminals.terminal(0));
    }
}
