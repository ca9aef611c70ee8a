package city.pishkhan.soap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.platform.startup.Participation;
import city.pishkhan.spi.ContractBroken;
import city.pishkhan.spi.PartnerUnavailable;
import java.io.IOException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.cxf.BusFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests calls to a partner that behaves correctly, or violates its contract or limits in many ways. */
class SoapPartnerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final int MAX_REPLY = 200_000;

    private final ScriptedPartner desk = new ScriptedPartner();
    private final SoapPartner<Desk> partner = partner("", "");

    private SoapPartner<Desk> partner(String user, String password) {
        return SoapPartner.of(Desk.class, new SoapEndpoint(desk.url(), user, password, PATIENCE, PATIENCE, MAX_REPLY));
    }

    @AfterEach
    void stop() {
        partner.close();
        desk.close();
    }

    private String ask() throws Desk.Closed {
        return partner.call("The desk", port -> port.ask("open?"));
    }

    private PartnerUnavailable unavailable() {
        PartnerUnavailable failure = assertTimeoutPreemptively(
                Duration.ofSeconds(15), () -> assertThrows(PartnerUnavailable.class, this::ask));
        assertTrue(failure.getMessage().startsWith("The desk: "), failure.getMessage());
        return failure;
    }

    @Test
    void returnsAnswer() throws Desk.Closed {
        desk.respondWithAnswer("<answer>بله</answer>");
        assertEquals("بله", ask());
        assertTrue(desk.requests.get(0).contains("<question>open?</question>"), desk.requests.get(0));
        assertNull(desk.login, "no login, none sent");
    }

    @Test
    void callsNothingWhileQuarantined() throws Desk.Closed {
        desk.respondWithAnswer("<answer>yes</answer>");
        Participation.quarantine(true);
        try {
            assertTrue(unavailable().getMessage().contains("quarantine"));
        } finally {
            Participation.quarantine(false);
        }
        assertTrue(desk.requests.isEmpty());
        assertEquals("yes", ask());
    }

    @Test
    void sendsCredentialsWithFirstCall() throws Desk.Closed {
        desk.respondWithAnswer("<answer>yes</answer>");
        try (SoapPartner<Desk> known = partner("hub", "secret")) {
            known.call("The desk", port -> port.ask("open?"));
        }
        assertEquals("Basic " + Base64.getEncoder().encodeToString("hub:secret".getBytes()), desk.login);
        assertEquals(1, desk.requests.size());
    }

    @Test
    void contractFaultReachesConnector() {
        desk.respondWith(
                500, "text/xml", ScriptedPartner.fault("<d:Closed xmlns:d=\"" + Desk.NS + "\">till nine</d:Closed>"));
        assertEquals("till nine", assertThrows(Desk.Closed.class, this::ask).getFaultInfo());
    }

    @Test
    void otherFaultIsUnavailableWithoutPersonalNumbers() {
        desk.respondWith(500, "text/xml", ScriptedPartner.fault("<other/>"));
        String message = unavailable().getMessage();
        assertTrue(message.contains("sheet of … is torn"), message);
    }

    @Test
    void emptyReplyIsUnavailable() {
        desk.respondWithAnswer("");
        assertEquals("The desk: the reply is empty", unavailable().getMessage());
    }

    static Stream<String> invalidReplies() {
        String good = ScriptedPartner.answer("<answer>yes</answer>");
        return Stream.of(
                "",
                "It works!",
                "<html><body>It works!",
                "<a/>",
                ScriptedPartner.envelope(""),
                ScriptedPartner.envelope("<other xmlns='x'/>"),
                good.substring(0, good.indexOf("</answer>")),
                "<!DOCTYPE x>" + good,
                "<!DOCTYPE x SYSTEM 'file:///etc/passwd'>" + good,
                "<!DOCTYPE x [<!ENTITY yes 'yes'>]>" + good.replace(">yes<", ">&yes;<"));
    }

    @ParameterizedTest
    @MethodSource("invalidReplies")
    void invalidReplyViolatesContract(String rubbish) {
        SoapPartnerRegister register = new SoapPartnerRegister();
        SoapEndpoint endpoint = new SoapEndpoint(desk.url(), "", "", PATIENCE, PATIENCE, MAX_REPLY);
        desk.respondWith(200, "text/xml; charset=utf-8", rubbish);
        try (SoapPartner<Desk> noted = register.create("desk", Desk.class, endpoint)) {
            ContractBroken failure =
                    assertThrows(ContractBroken.class, () -> noted.call("The desk", port -> port.ask("open?")));
            assertEquals(
                    List.of("desk 1 " + failure.getMessage()),
                    register.violations().stream()
                            .map(one -> one.partner() + " " + one.count() + " " + one.what())
                            .toList());
            desk.respondWith(503, "text/html", "<html>sorry</html>");
            assertFalse(
                    assertThrows(PartnerUnavailable.class, () -> noted.call("The desk", port -> port.ask("open?")))
                            instanceof ContractBroken);
            desk.script = exchange -> {
                throw new IOException("away");
            };
            assertFalse(
                    assertThrows(PartnerUnavailable.class, () -> noted.call("The desk", port -> port.ask("open?")))
                            instanceof ContractBroken);
            assertEquals(1, register.violations().get(0).count(), "one that is down breaks no contract");
        }
    }

    @Test
    void errorContainsNoContentOfHtmlPage() {
        desk.respondWith(200, "text/html", "<html><body>Reza owes</body></html>");
        String message = unavailable().getMessage();
        assertTrue(message.contains("text/html") && !message.contains("Reza"), message);
    }

    @Test
    void rejectsTooLongReply() {
        desk.respondWithAnswer("<answer>" + "y".repeat(MAX_REPLY) + "</answer>");
        assertTrue(unavailable().getMessage().contains("too large"));
    }

    private void repliesWithHeader(String header) {
        String good = ScriptedPartner.answer("<answer>yes</answer>");
        desk.respondWith(
                200,
                "text/xml; charset=utf-8",
                good.replace("<s:Body>", "<s:Header>" + header + "</s:Header><s:Body>"));
    }

    static Stream<String> shapes() {
        return Stream.of(
                "<a>".repeat(40) + "</a>".repeat(40), "<a/>".repeat(1_100), "<a b='" + "1".repeat(2_000) + "'/>");
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void rejectsReplyWithDangerousXml(String header) throws Desk.Closed {
        repliesWithHeader("<a b='1'><a/></a>");
        assertEquals("yes", ask());
        repliesWithHeader(header);
        unavailable();
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 401, 403, 404, 500, 503})
    void httpErrorIsUnavailableAndNotFollowed(int status) {
        desk.respondWith(status, "text/html", "<html>sorry</html>");
        unavailable();
        assertEquals(1, desk.requests.size());
    }

    @Test
    void unresponsivePartnerTimesOut() {
        desk.script = exchange -> desk.pause(30_000);
        unavailable();
    }

    @Test
    void incompleteReplyTimesOut() {
        desk.respondInPieces("<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'>", 1);
        unavailable();
    }

    @Test
    void slowReplyTimesOut() {
        desk.respondInPieces(" ", 400);
        assertTrue(unavailable().getMessage().contains("takes too long"));
    }

    @Test
    void endlessReplyIsNotReadCompletely() {
        AtomicLong sent = new AtomicLong();
        desk.script = exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/xml");
            exchange.sendResponseHeaders(200, 0);
            byte[] spaces = " ".repeat(64 << 10).getBytes();
            for (int i = 0; i < 2_000; i++) {
                exchange.getResponseBody().write(spaces);
                sent.addAndGet(spaces.length);
            }
        };
        unavailable();
        assertTrue(sent.get() < 30_000_000, "sent " + sent);
    }

    @Test
    void brokenConnectionIsNotRetried() throws Desk.Closed {
        desk.respondWithAnswer("<answer>yes</answer>");
        ask();
        // the kept connection receives the next request and breaks
        desk.script = exchange -> {
            throw new IOException("away");
        };
        unavailable();
        assertEquals(2, desk.requests.size());
    }

    @Test
    void documentIsStreamedAndNotRetried() throws Desk.Closed {
        String document = "ب".repeat(100_000);
        desk.respondWithAnswer("<answer>yes</answer>");
        partner.call("The desk", port -> port.ask(document));
        assertTrue(desk.requests.get(0).contains(document), "it came whole");
        desk.script = exchange -> {
            throw new IOException("away");
        };
        assertThrows(PartnerUnavailable.class, () -> partner.call("The desk", port -> port.ask(document)));
        assertEquals(2, desk.requests.size());
    }

    @Test
    void closedKeepAliveConnectionIsNotReused() throws Desk.Closed {
        desk.script = exchange -> {
            byte[] yes = ScriptedPartner.answer("<answer>yes</answer>").getBytes();
            exchange.getResponseHeaders().set("Content-Type", "text/xml");
            exchange.sendResponseHeaders(200, yes.length);
            exchange.getResponseBody().write(yes);
            exchange.getResponseBody().close();
        };
        ask();
        desk.restart();
        desk.respondWithAnswer("<answer>yes</answer>");
        assertEquals("yes", ask());
    }

    @Test
    void unwritableRequestIsNotSent() {
        String noXml = "\uD800";
        desk.respondWithAnswer("<answer>yes</answer>");
        assertThrows(PartnerUnavailable.class, () -> partner.call("The desk", port -> port.ask(noXml)));
        assertEquals(0, desk.requests.size());
    }

    @Test
    void recoveredPartnerIsCalledAgain() throws Desk.Closed {
        desk.respondWith(503, "text/html", "busy");
        unavailable();
        desk.respondWithAnswer("<answer>yes</answer>");
        assertEquals("yes", ask());
    }

    @Test
    void restoresClassLoaderAndSetsNoDefaultBus() throws Desk.Closed {
        ClassLoader mine = new ClassLoader(getClass().getClassLoader()) {};
        Thread.currentThread().setContextClassLoader(mine);
        try (SoapPartner<Desk> another = partner("", "")) {
            desk.respondWithAnswer("<answer>yes</answer>");
            another.call("The desk", port -> {
                assertNotSame(mine, Thread.currentThread().getContextClassLoader());
                return port.ask("open?");
            });
            assertSame(mine, Thread.currentThread().getContextClassLoader());
            assertNull(BusFactory.getThreadDefaultBus(false));
            assertNull(BusFactory.getDefaultBus(false));
        } finally {
            Thread.currentThread().setContextClassLoader(getClass().getClassLoader());
        }
        assertFalse(desk.requests.isEmpty());
    }
}
