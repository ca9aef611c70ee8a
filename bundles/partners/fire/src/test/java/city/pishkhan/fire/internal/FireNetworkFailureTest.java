package city.pishkhan.fire.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.fire.contract.FirePort;
import city.pishkhan.platform.startup.Participation;
import city.pishkhan.soap.SoapEndpoint;
import city.pishkhan.soap.SoapPartner;
import city.pishkhan.spi.Answer;
import city.pishkhan.spi.Inquiry;
import city.pishkhan.spi.PartnerRefused;
import city.pishkhan.spi.PartnerUnavailable;
import city.pishkhan.spi.Verdict;
import city.pishkhan.stubs.Stubs;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The connector against a department that misbehaves on the network. */
class FireNetworkFailureTest {

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int MAX_REPLY = 200_000;
    private static final Duration TEST_LIMIT = Duration.ofSeconds(20);

    private final Inquiry inquiry = SampleInquiries.inquiry();
    private final CountDownLatch over = new CountDownLatch(1);
    private Department department;
    private SoapPartner<FirePort> client;
    private FireConnector connector;

    @BeforeEach
    void start() throws Exception {
        department = new Department(new FireContractTest.Endpoint());
        connect(department.uri("/raw"));
    }

    private void connect(URI uri) {
        client = SoapPartner.withAttachments(
                FirePort.class, new SoapEndpoint(uri, "", "", PATIENCE, PATIENCE, MAX_REPLY));
        connector = new FireConnector(client, uri, PATIENCE);
    }

    @AfterEach
    void stop() throws Exception {
        over.countDown();
        client.close();
        department.close();
    }

    @Test
    void quarantinedInstallationDoesNotConnect() {
        FireConnector fire = new FireConnector(Stubs.config(
                FireConnector.Config.class, Map.of("url", department.uri("/raw").toString())));
        try {
            assertTrue(fire.isHealthy());
            Participation.quarantine(true);
            PartnerUnavailable refused = assertThrows(PartnerUnavailable.class, fire::isHealthy);
            assertTrue(refused.getMessage().contains("quarantine"), refused.getMessage());
        } finally {
            Participation.quarantine(false);
            fire.stop();
        }
    }

    private PartnerUnavailable unavailable() {
        return assertTimeoutPreemptively(
                TEST_LIMIT, () -> assertThrows(PartnerUnavailable.class, () -> connector.ask(inquiry)));
    }

    @Test
    void acceptsWellFormedReply() {
        department.replyWith(
                200,
                SampleInquiries.answer(
                        inquiry,
                        "<verdict>EXTEND</verdict><reason>visit</reason><until>2026-12-01T12:00:00+03:30</until>"));
        Answer answer = assertInstanceOf(Answer.class, connector.ask(inquiry));
        assertEquals(Verdict.EXTEND, answer.verdict());
        assertEquals("2026-12-01T08:30:00Z", answer.until().toString());
    }

    @Test
    void busyDepartmentIsUnavailable() {
        department.replyWith(500, SampleInquiries.fault("BUSY", "later"));
        assertTrue(unavailable().getMessage().contains("BUSY"));
    }

    @Test
    void refusalKeepsCodeAndMasksNumbers() {
        department.replyWith(500, SampleInquiries.fault("BAD_PLAN", "of 0499370899,\nsheet 1"));
        PartnerRefused refused = assertThrows(PartnerRefused.class, () -> connector.ask(inquiry));
        assertEquals("BAD_PLAN", refused.code());
        assertTrue(refused.getMessage().contains("sheet 1"), refused.getMessage());
        assertFalse(refused.getMessage().contains("0499370899"), refused.getMessage());
    }

    @Test
    void faultOutsideContractIsUnavailable() {
        department.replyWith(500, SampleInquiries.fault("ON_STRIKE", "no"));
        unavailable();
        department.replyWith(
                500,
                SampleInquiries.envelope(
                        "<s:Fault><faultcode>s:Server</faultcode><faultstring>stack trace</faultstring></s:Fault>"));
        unavailable();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "It works!",
                "<html><body>It works!",
                "<a/>",
                "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body/></s:Envelope>",
                "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body><Other"
                        + " xmlns='x'/></s:Body></s:Envelope>",
                "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body><SubmitInquiryResponse"
                        + " xmlns='urn:city:fire:inquiries:1'/></s:Body></s:Envelope>",
                "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body><SubmitInquiryResponse"
                        + " xmlns='urn:city:fire:inquiries:1'><result/></SubmitInquiryResponse></s:Body></s:Envelope>"
            })
    void malformedReplyIsUnavailable(String rubbish) {
        department.replyWith(200, rubbish);
        unavailable();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<verdict>PERHAPS</verdict>",
                "<verdict>REJECT</verdict>",
                "<verdict>EXTEND</verdict><reason>visit</reason><until>tomorrow</until>",
                "<verdict>APPROVE_WITH_CONDITIONS</verdict>",
                "<verdict>APPROVE</verdict><condition><code>F-1</code><text>x</text></condition>"
            })
    void answerBreakingContractIsUnavailable(String rest) {
        department.replyWith(200, SampleInquiries.answer(inquiry, rest));
        unavailable();
    }

    @Test
    void answerToOtherInquiryIsUnavailable() {
        department.replyWith(200, SampleInquiries.answer(SampleInquiries.inquiry(), "<verdict>APPROVE</verdict>"));
        assertTrue(unavailable().getMessage().contains("another inquiry"));
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 401, 403, 404, 500, 503})
    void httpErrorIsUnavailableWithoutRetry(int status) {
        AtomicInteger calls = new AtomicInteger();
        department.script = (request, response) -> {
            calls.incrementAndGet();
            response.setStatus(status);
            response.setHeader("Location", "/soap");
            response.setContentType("text/html");
            response.getWriter().write("<html>sorry</html>");
        };
        unavailable();
        assertEquals(1, calls.get(), "asked once, followed nowhere");
    }

    @Test
    void missingReplyTimesOut() {
        department.script = (request, response) -> await();
        unavailable();
    }

    @Test
    void incompleteReplyTimesOut() {
        department.script = (request, response) -> {
            response.setContentType("text/xml");
            response.getOutputStream().print("<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'>");
            response.flushBuffer();
            await();
        };
        unavailable();
    }

    @Test
    void drippingReplyTimesOut() {
        department.script = (request, response) -> {
            response.setContentType("text/xml");
            response.getOutputStream().print("<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'>");
            for (int i = 0; i < 200; i++) {
                response.getOutputStream().print(" ");
                response.flushBuffer();
                pause();
            }
        };
        unavailable();
    }

    @Test
    void stopsReadingHugeReply() {
        AtomicInteger sent = new AtomicInteger();
        department.script = (request, response) -> {
            response.setContentType("text/xml");
            response.getOutputStream().print("<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'>");
            byte[] spaces = " ".repeat(64 << 10).getBytes();
            for (int i = 0; i < 2_000; i++) {
                response.getOutputStream().write(spaces);
                sent.addAndGet(spaces.length);
            }
        };
        unavailable();
        assertTrue(sent.get() < 20_000_000, "sent " + sent);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;'>]>",
                "<!DOCTYPE x SYSTEM 'file:///etc/passwd'>",
                "<!DOCTYPE x>"
            })
    void replyWithDtdIsUnavailable(String doctype) {
        department.replyWith(200, doctype + SampleInquiries.answer(inquiry, "<verdict>APPROVE</verdict>"));
        unavailable();
    }

    @Test
    void brokenConnectionIsUnavailable() throws Exception {
        department.close();
        unavailable();
    }

    private void await() {
        try {
            over.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void pause() {
        try {
            over.await(50, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
