package city.pishkhan.bank.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.bank.contract.IPaymentGateway;
import city.pishkhan.bank.internal.mellat.Mellat;
import city.pishkhan.bank.internal.mellat.MellatSettings;
import city.pishkhan.soap.SoapEndpoint;
import city.pishkhan.soap.SoapPartner;
import city.pishkhan.spi.PartnerUnavailable;
import city.pishkhan.spi.PaymentGateway.Outcome;
import city.pishkhan.spi.PaymentGateway.Sale;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks the exact requests to Mellat on the wire, and the handling of its invalid answers. */
class MellatWireTest extends WireTest {
    /** 21:30 UTC is 01:00 of the next day in Tehran */
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-20T21:30:05Z"), ZoneOffset.UTC);

    private static final Sale SALE = new Sale(1001, 1001, "175500000000123", 12_500_000);

    private static SoapPartner<IPaymentGateway> client;

    @BeforeAll
    static void start() {
        MellatSettings settings = new MellatSettings(
                "mellat",
                4711,
                "merchant",
                "s3cret&<",
                new SoapEndpoint(bank.url(), "", "", Duration.ofSeconds(2), Duration.ofSeconds(2), 16 << 10),
                URI.create("http://bank/page"));
        client = SoapPartner.of(IPaymentGateway.class, settings.soap());
        gateway = new Mellat(settings, client, CLOCK);
    }

    @AfterAll
    static void stop() {
        client.close();
    }

    @Override
    Sale sale() {
        return SALE;
    }

    private static String body(String operation, String children) {
        return "<soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\"><soap:Body><ns2:" + operation
                + " xmlns:ns2=\"http://interfaces.core.sw.bps.com/\">" + children + "</ns2:" + operation
                + "></soap:Body></soap:Envelope>";
    }

    @Test
    void payRequestMatchesWireFormat() {
        bank.prepareAnswer("bpPayRequest", "0,AF82041a2Bf6989c7fF9");
        var session = gateway.pay(order("mellat"));
        assertEquals(
                body(
                        "bpPayRequest",
                        "<terminalId>4711</terminalId><userName>merchant</userName><userPassword>s3cret&amp;&lt;</userPassword>"
                                + "<orderId>1001</orderId><amount>12500000</amount><localDate>20260321</localDate><localTime>010005</localTime><additionalData>1234567800169/1250020132"
                                + " عوارض</additionalData>"
                                + "<callBackUrl>https://hub.example/pay/mellat/callback</callBackUrl><payerId>0</payerId>"),
                bank.request);
        assertEquals("\"\"", bank.action);
        assertTrue(bank.contentType.startsWith("text/xml"), bank.contentType);
        assertTrue(session.accepted());
        assertEquals("AF82041a2Bf6989c7fF9", session.session());
        assertEquals(URI.create("http://bank/page"), session.page());
        assertEquals(Map.of("RefId", "AF82041a2Bf6989c7fF9"), session.form());
    }

    static Stream<Arguments> followUps() {
        return Stream.of(
                Arguments.of("bpVerifyRequest", (Function<Sale, Outcome>) sale -> gateway.verify(sale)),
                Arguments.of("bpSettleRequest", (Function<Sale, Outcome>) sale -> gateway.settle(sale)),
                Arguments.of("bpInquiryRequest", (Function<Sale, Outcome>) sale -> gateway.inquire(sale)),
                Arguments.of("bpReversalRequest", (Function<Sale, Outcome>) sale -> gateway.reverse(sale)));
    }

    @ParameterizedTest
    @MethodSource("followUps")
    void callsAfterSaleMatchWireFormat(String operation, Function<Sale, Outcome> call) {
        bank.prepareAnswer(operation, "0");
        assertEquals(new Outcome(Outcome.Kind.OK, "0", null).withOrder(1001L), call.apply(SALE));
        assertEquals(
                body(
                        operation,
                        "<terminalId>4711</terminalId><userName>merchant</userName><userPassword>s3cret&amp;&lt;</userPassword>"
                                + "<orderId>1001</orderId><saleOrderId>1001</saleOrderId><saleReferenceId>175500000000123</saleReferenceId>"),
                bank.request);
    }

    @Test
    void inquiryWithoutReferenceSendsZero() {
        bank.prepareAnswer("bpInquiryRequest", "42");
        assertEquals(
                Outcome.Kind.NOT_FOUND,
                gateway.inquire(new Sale(1001, 1001, null, 1000)).kind());
        assertTrue(bank.request.contains("<saleReferenceId>0</saleReferenceId>"), bank.request);
    }

    @Test
    void refusedPayRequestKeepsCode() {
        bank.prepareAnswer("bpPayRequest", "421");
        var session = gateway.pay(order("mellat"));
        assertFalse(session.accepted());
        assertEquals("421", session.code());
    }

    static Stream<String> rubbish() {
        String doctype = "<!DOCTYPE x [<!ENTITY e \"0\">]>";
        return Stream.of(
                "It works!",
                "",
                "<html/>",
                StubBank.envelope("bpVerifyRequest", ""),
                StubBank.envelope("bpVerifyRequest", "<return/>"),
                StubBank.envelope("bpVerifyRequest", "<return>OK</return>"),
                StubBank.envelope("bpVerifyRequest", "<return>0,AF82</return>"),
                StubBank.envelope("bpVerifyRequest", "<return>-1</return>"),
                StubBank.envelope("bpVerifyRequest", "<return>0"),
                StubBank.envelope("bpSettleRequest", "<return>0</return>"),
                StubBank.envelope("bpVerifyRequest", "<return>0</return>").replace("?>", "?>" + doctype),
                StubBank.envelope("bpVerifyRequest", "<return>&e;</return>").replace("?>", "?>" + doctype),
                StubBank.envelope("bpVerifyRequest", "<return>" + " ".repeat(20_000) + "0</return>"),
                StubBank.envelope("bpVerifyRequest", "<return>0</return>")
                        .replace("<soap:Body>", "<soap:Body>" + "<a>".repeat(500)));
    }

    @ParameterizedTest
    @MethodSource("rubbish")
    void malformedReplyIsUnknownOutcome(String answer) {
        bank.prepareResponse(200, "text/xml;charset=UTF-8", answer);
        assertThrows(PartnerUnavailable.class, () -> gateway.verify(SALE));
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 404, 500, 503})
    void httpErrorIsUnknownOutcome(int status) {
        bank.prepareResponse(status, "text/html", "<html><body>no</body></html>");
        assertThrows(PartnerUnavailable.class, () -> gateway.verify(SALE));
    }

    @Test
    void soapFaultIsUnknownOutcome() {
        bank.prepareResponse(
                500,
                "text/xml",
                "<soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\"><soap:Body><soap:Fault>"
                        + "<faultcode>soap:Server</faultcode><faultstring>boom</faultstring></soap:Fault></soap:Body></soap:Envelope>");
        var e = assertThrows(PartnerUnavailable.class, () -> gateway.settle(SALE));
        assertTrue(e.getMessage().contains("boom"), e.getMessage());
        assertFalse(e.getMessage().contains("s3cret"));
    }
}
