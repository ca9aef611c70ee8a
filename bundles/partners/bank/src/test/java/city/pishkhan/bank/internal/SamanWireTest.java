package city.pishkhan.bank.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.bank.internal.saman.Saman;
import city.pishkhan.bank.internal.saman.SamanSettings;
import city.pishkhan.rest.RestPartner;
import city.pishkhan.rest.RestPartners;
import city.pishkhan.spi.PartnerUnavailable;
import city.pishkhan.spi.PaymentGateway.Outcome;
import city.pishkhan.spi.PaymentGateway.Sale;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks the exact requests to Saman on the wire, and the handling of its invalid answers. */
class SamanWireTest extends WireTest {
    private static final Sale SALE = new Sale(1001, 1001, "Gmsh/RPK9Dv", 12_500_000);
    private static final String JSON = "application/json;charset=utf-8";
    private static final String DETAIL =
            "{\"RRN\":\"18306467795\",\"RefNum\":\"Gmsh/RPK9Dv\",\"MaskedPan\":\"603770****5443\","
                    + "\"HashedPan\":\"FCD7\",\"TerminalNumber\":2015,\"OrginalAmount\":12500000,\"AffectiveAmount\":12500000,\"StraceDate\":\"2026-11-25"
                    + " 10:00:00\",\"StraceNo\":\"304480\"}";

    @BeforeAll
    static void start() {
        URI url = bank.url().resolve("/sep");
        var rest = new RestPartner.Settings("saman", url, "", Duration.ofSeconds(2), Duration.ofSeconds(2), 16 << 10);
        SamanSettings settings = new SamanSettings(2015, rest, URI.create("http://bank/page"), Duration.ofMinutes(50));
        gateway = new Saman(settings, RestPartners.withoutBreaker(rest));
    }

    /** time of the payment in {@code DETAIL}, which has the local time of Tehran */
    private static final Instant PAID_AT = Instant.parse("2026-11-25T06:30:00Z");

    @Override
    Sale sale() {
        return SALE;
    }

    private static String result(int code, boolean success, String detail) {
        return "{\"TransactionDetail\":" + detail + ",\"ResultCode\":" + code
                + ",\"ResultDescription\":\"x\",\"Success\":" + success + "}";
    }

    @Test
    void tokenRequestMatchesWireFormat() {
        bank.prepareResponse(200, JSON, "{\"status\":1,\"token\":\"2c3c1fefac5a48geb9f9be7e445dd9b2\"}");
        var session = gateway.pay(order("saman"));
        assertTrue(session.accepted());
        assertTrue(session.session().matches("1001-[0-9a-f]{20}"), session.session());
        assertEquals("/sep/onlinepg/onlinepg", bank.path);
        assertEquals(
                "{\"action\":\"token\",\"TerminalId\":\"2015\",\"Amount\":12500000,\"ResNum\":\"" + session.session()
                        + "\",\"RedirectUrl\":\"https://hub.example/pay/saman/callback\"}",
                bank.request);
        assertEquals("application/json", bank.contentType);
        assertEquals(URI.create("http://bank/page"), session.page());
        assertEquals(Map.of("Token", "2c3c1fefac5a48geb9f9be7e445dd9b2"), session.form());
        assertNotEquals(session.session(), gateway.pay(order("saman")).session(), "nobody guesses it");
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"status\":-1,\"errorCode\":\"5\",\"errorDesc\":\"wrong\"}', 5",
        "'{\"status\":-1,\"errorCode\":8}', 8",
        "'{\"status\":-1,\"errorCode\":\"<b>\"}', -1",
        "'{\"status\":-1}', -1"
    })
    void refusedTokenRequestKeepsCode(String answer, String code) {
        bank.prepareResponse(200, JSON, answer);
        var session = gateway.pay(order("saman"));
        assertFalse(session.accepted());
        assertEquals(code, session.code());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"status\":1}",
                "{\"status\":1,\"token\":\"a b\"}",
                "{\"status\":\"1\",\"token\":\"ab\"}",
                "{}",
                "[]"
            })
    void sessionWithoutTokenIsUnknownOutcome(String answer) {
        bank.prepareResponse(200, JSON, answer);
        assertThrows(PartnerUnavailable.class, () -> gateway.pay(order("saman")));
    }

    @Test
    void verificationMatchesWireFormat() {
        bank.prepareResponse(200, JSON, result(0, true, DETAIL));
        assertEquals(new Outcome(Outcome.Kind.OK, "0", 12_500_000L, null, null, PAID_AT), gateway.verify(SALE));
        assertEquals("/sep/verifyTxnRandomSessionkey/ipg/VerifyTransaction", bank.path);
        assertEquals("{\"RefNum\":\"Gmsh/RPK9Dv\",\"TerminalNumber\":2015}", bank.request);
    }

    private static Sale ofSession() {
        return new Sale(1001, 1001, "Gmsh/RPK9Dv", 12_500_000, "1001-0123456789abcdef0123", Map.of("Token", "2c3c1"));
    }

    private static String receipt(String reference, String purchase, int status) {
        return "{\"HasError\":false,\"ErrorCode\":0,\"Data\":{\"State\":\"OK\",\"Status\":" + status + ",\"RefNum\":\""
                + reference + "\",\"ResNum\":\"" + purchase + "\"}}";
    }

    @ParameterizedTest
    @CsvSource({
        "Another/RPK9Dv, 1001-0123456789abcdef0123, 2",
        "Gmsh/RPK9Dv, 1002-0123456789abcdef0123, 2",
        "Gmsh/RPK9Dv, 1001-0123456789abcdef0123, 1"
    })
    void mismatchedReceiptIsNotVerified(String reference, String purchase, int status) {
        bank.prepareResponse(200, JSON, receipt(reference, purchase, status));
        assertEquals(Outcome.Kind.NOT_FOUND, gateway.verify(ofSession()).kind());
        assertEquals("/sep/verifyTxnRandomSessionkey/api/v2/ipg/payment/receipt", bank.path);
        assertEquals("{\"Token\":\"2c3c1\",\"TerminalNumber\":2015}", bank.request);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"HasError\":true,\"ErrorCode\":12,\"Data\":null}", "{\"HasError\":false}", "{}", "x"})
    void incompleteReceiptIsUnknownOutcome(String answer) {
        bank.prepareResponse(200, JSON, answer);
        assertThrows(PartnerUnavailable.class, () -> gateway.verify(ofSession()));
    }

    @Test
    void reversalMatchesWireFormat() {
        bank.prepareResponse(200, JSON, result(0, true, "null"));
        assertEquals(new Outcome(Outcome.Kind.OK, "0", null), gateway.reverse(SALE));
        assertEquals("/sep/verifyTxnRandomSessionkey/ipg/ReverseTransaction", bank.path);
        assertEquals("{\"RefNum\":\"Gmsh/RPK9Dv\",\"TerminalNumber\":2015}", bank.request);
    }

    @ParameterizedTest
    @CsvSource({"OrginalAmount", "AffectiveAmount"})
    void returnsDifferingAmount(String field) {
        bank.prepareResponse(200, JSON, result(0, true, DETAIL.replace(field + "\":12500000", field + "\":1000")));
        assertEquals(1_000L, gateway.verify(SALE).amount());
    }

    @ParameterizedTest
    @CsvSource({"2, true, ALREADY", "2, false, ALREADY"})
    void repeatedVerificationReturnsAmount(int code, boolean success, Outcome.Kind kind) {
        bank.prepareResponse(200, JSON, result(code, success, DETAIL));
        assertEquals(new Outcome(kind, "2", 12_500_000L, null, null, PAID_AT), gateway.verify(SALE));
    }

    @ParameterizedTest
    @CsvSource({"-2, NOT_FOUND", "-6, LATE", "5, REVERSED", "-106, UNKNOWN", "99, UNKNOWN"})
    void refusalNeedsNoDetail(int code, Outcome.Kind kind) {
        bank.prepareResponse(200, JSON, result(code, false, "null"));
        assertEquals(new Outcome(kind, Integer.toString(code), null), gateway.verify(SALE));
    }

    static Stream<String> rubbish() {
        return Stream.of(
                "It works!",
                "",
                "null",
                "[" + result(0, true, DETAIL) + "]",
                result(0, false, DETAIL),
                result(0, true, "null"),
                result(2, true, "null"),
                result(0, true, DETAIL.replace("Gmsh/RPK9Dv", "another")),
                result(0, true, DETAIL.replace("2015", "2016")),
                result(0, true, DETAIL.replace("\"AffectiveAmount\":12500000", "\"AffectiveAmount\":\"12500000\"")),
                result(0, true, DETAIL.replace("\"AffectiveAmount\":12500000", "\"AffectiveAmount\":12500000.5")),
                result(0, true, DETAIL.replace("\"AffectiveAmount\":12500000", "\"AffectiveAmount\":1e99")),
                result(0, true, DETAIL).replace("\"ResultCode\":0", "\"ResultCode\":\"0\""),
                result(0, true, DETAIL).replace("\"ResultCode\":0", "\"ResultCode\":-2,\"ResultCode\":0"),
                result(0, true, DETAIL) + "{}",
                result(0, true, DETAIL).replace("\"x\"", "\"" + " ".repeat(20_000) + "\""),
                result(0, true, DETAIL).replace("\"x\"", "[".repeat(100) + "]".repeat(100)));
    }

    @ParameterizedTest
    @MethodSource("rubbish")
    void malformedReplyIsUnknownOutcome(String answer) {
        bank.prepareResponse(200, JSON, answer);
        assertThrows(PartnerUnavailable.class, () -> gateway.verify(SALE));
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 302, 404, 429, 500, 503})
    void httpErrorIsUnknownOutcomeWhateverTheBody(int status) {
        bank.prepareResponse(status, JSON, result(0, true, DETAIL).replace("{\"Tr", "{\"code\":\"x\",\"Tr"));
        assertThrows(PartnerUnavailable.class, () -> gateway.verify(SALE));
        bank.prepareResponse(200, JSON, result(0, true, DETAIL));
        assertEquals(Outcome.Kind.OK, gateway.verify(SALE).kind(), "nothing keeps the next call back");
    }

    @Test
    void unsupportedCallsAreRejected() {
        assertFalse(gateway.traits().settles());
        assertFalse(gateway.traits().inquires());
        assertThrows(UnsupportedOperationException.class, () -> gateway.settle(SALE));
        assertThrows(UnsupportedOperationException.class, () -> gateway.inquire(SALE));
    }
}
