package city.pishkhan.utilities.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.platform.startup.Participation;
import city.pishkhan.spi.AgencyNotice;
import city.pishkhan.spi.Answer;
import city.pishkhan.spi.Attachment;
import city.pishkhan.spi.Condition;
import city.pishkhan.spi.Inquiry;
import city.pishkhan.spi.PartnerRefused;
import city.pishkhan.spi.PartnerUnavailable;
import city.pishkhan.spi.Reply;
import city.pishkhan.spi.Verdict;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UtilityConnectorTest {

    private static final String DIGEST = "0b".repeat(32);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Inquiry inquiry = inquiry();
    private final CountDownLatch over = new CountDownLatch(1);
    private Company company;
    private UtilityConnector connector;

    private static Inquiry inquiry() {
        return new Inquiry(
                UUID.randomUUID(),
                "water",
                "building-permit",
                "22-1405-000017-4",
                DIGEST,
                1,
                Instant.now(),
                null,
                Map.of("floors", 8L, "uses", List.of("residential"), "parts", List.of(Map.of("units", 4L))),
                List.of(new Attachment("plan.pdf", "application/pdf", DIGEST, 12, "plan", 2, () -> {
                    throw new IOException("a company is not sent the bytes");
                })),
                null);
    }

    @Test
    void quarantinedInstallationCallsNoCompany() {
        Participation.quarantine(true);
        try {
            PartnerUnavailable refused = assertThrows(PartnerUnavailable.class, () -> connector.ask(inquiry));
            assertTrue(refused.getMessage().contains("quarantine"), refused.getMessage());
        } finally {
            Participation.quarantine(false);
        }
    }

    @BeforeEach
    void start() throws Exception {
        company = new Company();
        connector = connector(company.uri(), "t0ken");
    }

    private static UtilityConnector connector(URI url, String token) {
        return new UtilityConnector(new UtilityClient.Settings("water", url, token, PATIENCE, PATIENCE, 100_000), "");
    }

    @AfterEach
    void stop() throws Exception {
        over.countDown();
        connector.stop();
        company.close();
    }

    private String answer(String rest) {
        return "{\"inquiry\":\"" + inquiry.id() + "\",\"digest\":\"" + DIGEST + "\",\"reference\":\"W-1\"," + rest
                + "}";
    }

    private PartnerUnavailable unavailable() {
        return assertTimeoutPreemptively(
                Duration.ofSeconds(20), () -> assertThrows(PartnerUnavailable.class, () -> connector.ask(inquiry)));
    }

    @Test
    void sendsInquiryUnchanged() throws Exception {
        company.replyWith(200, answer("\"verdict\":\"approve\""));
        connector.ask(inquiry);
        JsonNode asked = JSON.readTree(company.asked);
        assertEquals("POST /water/inquiries", company.path);
        assertEquals(inquiry.id().toString(), company.key);
        assertEquals("Bearer t0ken", company.authorization);
        assertEquals(inquiry.id().toString(), asked.path("id").asText());
        assertEquals(8, asked.at("/facts/floors").asInt());
        assertEquals(4, asked.at("/facts/parts/0/units").asInt());
        assertEquals(2, asked.at("/sheets/0/revision").asInt());
        assertEquals(DIGEST, asked.path("digest").asText());
    }

    @Test
    void ignoresTrailingSlashOfAddress() throws Exception {
        company.replyWith(200, answer("\"verdict\":\"approve\""));
        URI slash = URI.create(company.uri() + "/");
        UtilityConnector other = connector(slash, "");
        other.ask(inquiry);
        other.stop();
        assertEquals("POST /water/inquiries", company.path);
    }

    @Test
    void readsConditionsOfAnswer() {
        company.replyWith(
                200,
                answer(
                        "\"verdict\":\"approve-with-conditions\",\"conditions\":[{\"code\":\"W-2\",\"text\":\"مخزن\"}]"));
        Answer answer = assertInstanceOf(Answer.class, connector.ask(inquiry));
        assertEquals(Verdict.APPROVE_WITH_CONDITIONS, answer.verdict());
        assertEquals(List.of(new Condition("W-2", "مخزن")), answer.conditions());
        assertEquals("W-1", answer.reference());
        assertEquals(DIGEST, answer.digest());
    }

    @Test
    void readsDateOfExtension() {
        company.replyWith(
                200, answer("\"verdict\":\"extend\",\"reason\":\"survey\",\"until\":\"2026-12-01T08:30:00Z\""));
        assertEquals(Instant.parse("2026-12-01T08:30:00Z"), ((Answer) connector.ask(inquiry)).until());
    }

    @Test
    void acceptedInquiryIsAnsweredLater() {
        company.replyWith(202, "{\"reference\":\"W-1\"}");
        assertEquals(new Reply.Accepted(inquiry.id(), "W-1"), connector.ask(inquiry));
    }

    @Test
    void sendsNotices() {
        UUID by = UUID.randomUUID();
        company.replyWith(200, "{}");
        connector.sendNotice(new AgencyNotice(inquiry.id(), "water", AgencyNotice.Kind.SUPERSEDED, by, "grew"));
        assertEquals("POST /water/inquiries/" + inquiry.id() + "/withdrawal", company.path);
        assertEquals("{\"kind\":\"superseded\",\"supersededBy\":\"" + by + "\",\"reason\":\"grew\"}", company.asked);
        connector.sendNotice(new AgencyNotice(inquiry.id(), "water", AgencyNotice.Kind.REMINDER, null, "due soon"));
        assertEquals("POST /water/inquiries/" + inquiry.id() + "/reminder", company.path);
        assertEquals("{\"kind\":\"reminder\",\"reason\":\"due soon\"}", company.asked);
        company.replyWith(404, "{\"code\":\"unknown-inquiry\",\"detail\":\"never seen\"}");
        PartnerRefused refused = assertThrows(
                PartnerRefused.class,
                () -> connector.sendNotice(
                        new AgencyNotice(inquiry.id(), "water", AgencyNotice.Kind.WITHDRAWN, null, "over")));
        assertEquals("unknown-inquiry", refused.code());
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 409, 410, 422})
    void problemWithCodeIsRefusal(int status) {
        company.replyWith(status, "{\"code\":\"not-open\",\"detail\":\"of 0499370899\"}");
        PartnerRefused refused = assertThrows(PartnerRefused.class, () -> connector.ask(inquiry));
        assertEquals("not-open", refused.code());
        assertFalse(refused.getMessage().contains("0499370899"), refused.getMessage());
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 204, 302, 307, 401, 403, 404, 409, 429, 500, 503})
    void unexpectedStatusIsUnavailable(int status) {
        company.script = (request, response) -> {
            response.setStatus(status);
            response.setHeader("Location", "/elsewhere");
            response.setContentType("text/html");
            if (status != 204) {
                response.getWriter().write("<html>sorry</html>");
            }
        };
        unavailable();
        assertEquals(1, company.calls, "asked once, followed nowhere");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "It works!",
                "{\"inquiry\":",
                "{}",
                "{\"verdict\":\"approve\"}{}",
                "{\"verdict\":\"approve\"}"
            })
    void malformedReplyIsUnavailable(String rubbish) {
        company.replyWith(200, rubbish);
        unavailable();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"verdict\":\"perhaps\"",
                "\"verdict\":\"APPROVE\"",
                "\"verdict\":\"reject\"",
                "\"verdict\":\"extend\",\"reason\":\"survey\",\"until\":\"tomorrow\"",
                "\"verdict\":\"approve-with-conditions\"",
                "\"verdict\":\"approve-with-conditions\",\"conditions\":[{\"text\":\"x\"}]",
                "\"verdict\":\"approve\",\"data\":[1]"
            })
    void answerBreakingInterfaceIsUnavailable(String rest) {
        company.replyWith(200, answer(rest));
        unavailable();
    }

    @Test
    void answerToOtherInquiryIsUnavailable() {
        company.replyWith(
                200,
                answer("\"verdict\":\"approve\"")
                        .replace(inquiry.id().toString(), UUID.randomUUID().toString()));
        unavailable();
    }

    @Test
    void missingReplyTimesOut() {
        company.script = (request, response) -> pause(30_000);
        unavailable();
    }

    @Test
    void incompleteReplyTimesOut() {
        company.script = (request, response) -> {
            response.getOutputStream().print("{");
            response.flushBuffer();
            pause(30_000);
        };
        unavailable();
    }

    @Test
    void drippingReplyTimesOut() {
        company.script = (request, response) -> {
            for (int i = 0; i < 200; i++) {
                response.getOutputStream().print(" ");
                response.flushBuffer();
                pause(50);
            }
        };
        unavailable();
    }

    @Test
    void stopsReadingHugeReply() {
        AtomicInteger sent = new AtomicInteger();
        company.script = (request, response) -> {
            byte[] spaces = " ".repeat(64 << 10).getBytes();
            for (int i = 0; i < 2_000; i++) {
                response.getOutputStream().write(spaces);
                sent.addAndGet(spaces.length);
            }
        };
        assertTrue(unavailable().getMessage().contains("too large"));
        assertTrue(sent.get() < 20_000_000, "sent " + sent);
    }

    @Test
    void stoppedCompanyIsUnavailable() throws Exception {
        company.close();
        unavailable();
    }

    @Test
    void concurrentInquiriesShareLimitedConnections() throws Exception {
        company.script = (request, response) -> {
            String id = request.getHeader("Idempotency-Key");
            response.getOutputStream()
                    .print(answer("\"verdict\":\"approve\"")
                            .replace(inquiry.id().toString(), id));
        };
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try {
            List<Callable<Boolean>> calls = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                Inquiry one = inquiry();
                calls.add(() -> connector.ask(one).inquiry().equals(one.id()));
            }
            for (Future<Boolean> one : threads.invokeAll(calls)) {
                assertTrue(one.get());
            }
        } finally {
            threads.shutdown();
        }
    }

    private void pause(long millis) {
        try {
            over.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
