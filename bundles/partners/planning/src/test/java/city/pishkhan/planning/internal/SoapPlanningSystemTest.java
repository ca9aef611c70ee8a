package city.pishkhan.planning.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.planning.internal.PartnerStub.Misbehaviour;
import city.pishkhan.soap.SoapEndpoint;
import city.pishkhan.soap.SoapPartnerRegister;
import city.pishkhan.spi.PartnerUnavailable;
import city.pishkhan.spi.PlanOrder;
import city.pishkhan.spi.PlanningSystem;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SoapPlanningSystemTest extends PlanningSystemContract {
    static final int LIMIT = 64 << 10;
    static PartnerStub partner;
    static SoapPlanningSystem connector;

    @BeforeAll
    static void start() throws IOException {
        partner = new PartnerStub("hub", "secret");
        connector = connector(partner.url(), "secret");
    }

    private static SoapPlanningSystem connector(URI url, String password) {
        return new SoapPlanningSystem(
                new SoapEndpoint(url, "hub", password, Duration.ofSeconds(2), Duration.ofMillis(2_500), LIMIT),
                new SoapPartnerRegister());
    }

    @AfterAll
    static void stop() {
        connector.stop();
        partner.close();
    }

    @BeforeEach
    void behave() {
        partner.misbehaviour = null;
    }

    @Override
    PlanningSystem system() {
        return connector;
    }

    @Override
    void put(PlanOrder order) {
        partner.put(order);
    }

    private static PartnerUnavailable fails(Misbehaviour misbehaviour) {
        partner.put(HOUSE);
        partner.misbehaviour = misbehaviour;
        PartnerUnavailable failure =
                assertThrows(PartnerUnavailable.class, () -> connector.planOrder(HOUSE.renovationCode()));
        partner.misbehaviour = null;
        assertTrue(connector.planOrder(HOUSE.renovationCode()).isPresent(), "it must come back");
        return failure;
    }

    private static PartnerUnavailable replies(String body) {
        return fails(exchange -> PartnerStub.soap(exchange, 200, body));
    }

    @Test
    void sendsRequestOfContract() {
        partner.put(HOUSE);
        connector.planOrder(HOUSE.renovationCode());
        assertEquals("\"urn:city:planning:orders:1:GetPlanOrder\"", partner.lastAction);
        assertTrue(partner.lastRequest.contains("urn:city:planning:orders:1"), partner.lastRequest);
    }

    @Test
    void wrongLoginIsUnavailable() {
        SoapPlanningSystem stranger = connector(partner.url(), "wrong");
        try {
            PartnerUnavailable failure =
                    assertThrows(PartnerUnavailable.class, () -> stranger.planOrder(HOUSE.renovationCode()));
            assertTrue(failure.getMessage().contains("401"), failure.getMessage());
        } finally {
            stranger.stop();
        }
    }

    @Test
    void stoppedSystemIsUnavailable() throws IOException {
        PartnerStub gone = new PartnerStub("hub", "secret");
        SoapPlanningSystem lost = connector(gone.url(), "secret");
        gone.close();
        try {
            assertThrows(PartnerUnavailable.class, () -> lost.planOrder(HOUSE.renovationCode()));
        } finally {
            lost.stop();
        }
    }

    @Test
    void hangingSystemTimesOut() {
        CountDownLatch end = new CountDownLatch(1);
        assertTimeout(
                Duration.ofSeconds(20),
                () -> fails(exchange -> {
                    try {
                        end.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                }));
        end.countDown();
    }

    @Test
    void drippingReplyTimesOut() {
        assertTimeout(
                Duration.ofSeconds(20),
                () -> fails(exchange -> {
                    exchange.getResponseHeaders().set("Content-Type", "text/xml");
                    exchange.sendResponseHeaders(200, 0);
                    try {
                        CountDownLatch never = new CountDownLatch(1);
                        for (int i = 0; i < 400; i++) {
                            exchange.getResponseBody().write(' ');
                            exchange.getResponseBody().flush();
                            never.await(50, java.util.concurrent.TimeUnit.MILLISECONDS);
                        }
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                }));
    }

    @Test
    void malformedReplyIsUnavailable() {
        fails(exchange -> PartnerStub.send(exchange, 200, "text/html", "<html>It works!"));
        fails(exchange -> PartnerStub.send(exchange, 200, "text/xml", "<s:Envelope"));
        fails(exchange -> PartnerStub.send(exchange, 200, "text/xml", ""));
        fails(exchange -> PartnerStub.send(exchange, 302, "text/plain", ""));
        fails(exchange -> PartnerStub.soap(
                exchange, 500, "<s:Fault><faultcode>s:Server</faultcode><faultstring>ORA-1</faultstring></s:Fault>"));
        replies("<other/>");
        replies("<GetPlanOrderResponse xmlns=\"urn:city:planning:orders:1\"/>");
    }

    @Test
    void implausibleAnswerIsUnavailable() {
        String good = partner.response(HOUSE);
        assertTrue(replies(good.replace("22-3-17-4-1-0-0", "22-3-17-4-1-0-9"))
                .getMessage()
                .contains("another property"));
        replies(good.replace("<district>22<", "<district>21<"));
        replies(good.replace("<floors>8<", "<floors>-8<"));
        replies(good.replace("<floors>8<", "<floors>99999999999999<"));
        replies(good.replace("<landArea>312.5<", "<landArea>0<"));
        replies(good.replace("<use>residential</use>", "<use>drop table</use>"));
        replies(good.replaceAll("<owner>.*</owner>", ""));
        String message = replies(good.replace("0499370899", "0499370898")).getMessage();
        assertFalse(message.contains("0499370898"), message);
    }

    @Test
    void unknownAnswerForOtherPropertyIsUnavailable() {
        fails(exchange -> PartnerStub.soap(exchange, 500, PartnerStub.unknown("1-1-1-1-1-0-0")));
    }

    @Test
    void replyWithDtdIsUnavailable() {
        fails(exchange -> PartnerStub.send(
                exchange,
                200,
                "text/xml",
                "<!DOCTYPE x [<!ENTITY f \"8\">]><s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body>"
                        + partner.response(HOUSE) + "</s:Body></s:Envelope>"));
    }

    @Test
    void endlessReplyIsUnavailable() {
        replies(partner.response(HOUSE).replace("<revision>", "<revision>" + "x".repeat(LIMIT)));
    }
}
