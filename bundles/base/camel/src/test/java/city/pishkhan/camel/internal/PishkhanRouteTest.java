package city.pishkhan.camel.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.agencies.InquiryDispatchers.AgencyAlreadyServed;
import city.pishkhan.api.agencies.InquiryDispatchers.Limit;
import city.pishkhan.spi.AgencyNotice;
import city.pishkhan.spi.Answer;
import city.pishkhan.spi.Inquiry;
import city.pishkhan.spi.PartnerRefused;
import city.pishkhan.spi.PartnerUnavailable;
import city.pishkhan.spi.Reply;
import city.pishkhan.spi.Verdict;
import jakarta.jms.JMSContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.util.ObjectHelper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.messaginghub.pooled.jms.JmsPoolConnectionFactory;

/** Tests routes that use the {@code pishkhan:} component, on a real broker. */
class PishkhanRouteTest {
    static EmbeddedActiveMQ server;
    static JmsPoolConnectionFactory broker;
    static int count;

    final FakeInquiries inquiries = new FakeInquiries();
    final List<UUID> asked = new CopyOnWriteArrayList<>();
    DefaultCamelContext context;
    String agency;
    volatile Function<Inquiry, Reply> partner = i -> Answer.of(i, Verdict.APPROVE, null, null);
    volatile RuntimeException noticeFailure;

    @BeforeAll
    static void startBroker() throws Exception {
        server = new EmbeddedActiveMQ();
        server.setConfiguration(new ConfigurationImpl()
                .setPersistenceEnabled(false)
                .setSecurityEnabled(false)
                .addAcceptorConfiguration("vm", "vm://7")
                .addAddressSetting(
                        "#", new AddressSettings().setMaxDeliveryAttempts(-1).setRedeliveryDelay(200)));
        server.start();
        // pooled as in the hub: a worker's unsettled messages remain in the session for the next worker
        broker = new JmsPoolConnectionFactory();
        broker.setConnectionFactory(new ActiveMQConnectionFactory("vm://7"));
    }

    @AfterAll
    static void stopBroker() throws Exception {
        broker.stop();
        server.stop();
    }

    private final RunningDispatchers dispatchers = new RunningDispatchers();

    @Test
    void reportsAgenciesOfRunningRoutes() throws Exception {
        assertEquals(Set.of(agency), dispatchers.agencies());
        context.getRouteController().stopAllRoutes();
        assertEquals(Set.of(), dispatchers.agencies());
        context.getRouteController().startAllRoutes();
        assertEquals(Set.of(agency), dispatchers.agencies());
    }

    /**
     * A second context for the same queue is refused until the first one ends, because each would get a random half of
     * the messages.
     */
    @Test
    void rejectsSecondContextUntilFirstStops() throws Exception {
        for (String channel : List.of("inquiries", "notices")) {
            try (DefaultCamelContext second = new DefaultCamelContext()) {
                second.getCamelContextExtension().setName("telecom.camel.yaml");
                second.addComponent("pishkhan", new PishkhanComponent(inquiries, broker, dispatchers));
                second.addRoutes(new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("pishkhan:" + channel + "?agency=" + agency).to("log:second");
                    }
                });
                AgencyAlreadyServed taken = ObjectHelper.getException(
                        AgencyAlreadyServed.class, assertThrows(Exception.class, second::start));
                assertTrue(
                        taken.getMessage()
                                .contains(agency + " already has the consumer " + context.getName()
                                        + ", which is kept; telecom.camel.yaml is rejected"),
                        taken::getMessage);
            }
        }
        inquiry();
        await().until(() -> inquiries.answers.size() == 1);
        context.stop();
        try (DefaultCamelContext second = new DefaultCamelContext()) {
            second.addComponent("pishkhan", new PishkhanComponent(inquiries, broker, dispatchers));
            second.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("pishkhan:inquiries?agency=" + agency).to("log:second");
                }
            });
            second.start();
            assertEquals(Set.of(agency), dispatchers.agencies());
        }
        assertEquals(Set.of(), dispatchers.agencies());
    }

    @BeforeEach
    void startRoutes() throws Exception {
        agency = "agency-" + ++count;
        context = new DefaultCamelContext();
        context.addComponent("pishkhan", new PishkhanComponent(inquiries, broker, dispatchers));
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from("pishkhan:inquiries?agency=" + agency)
                        .process(e -> {
                            Inquiry inquiry = e.getMessage().getBody(Inquiry.class);
                            asked.add(inquiry.id());
                            e.getMessage().setBody(partner.apply(inquiry));
                        })
                        .to("pishkhan:answers?askAgainSeconds=30");
                from("pishkhan:notices?agency=" + agency).process(e -> {
                    asked.add(e.getMessage().getBody(AgencyNotice.class).inquiry());
                    if (noticeFailure != null) {
                        RuntimeException failure = noticeFailure;
                        noticeFailure = null;
                        throw failure;
                    }
                });
                from("pishkhan:work?queue=" + agency)
                        .process(e -> asked.add(e.getMessage().getBody(UUID.class)));
            }
        });
        context.start();
    }

    @AfterEach
    void stopRoutes() {
        context.stop();
    }

    private UUID wake(String queue) {
        UUID id = UUID.randomUUID();
        wake(queue, id);
        return id;
    }

    private void wake(String queue, UUID id) {
        try (JMSContext jms = broker.createContext()) {
            jms.createProducer().send(jms.createQueue(queue), id.toString());
        }
    }

    private UUID inquiry() {
        return wake("inquiry." + agency);
    }

    @Test
    void recordsAnswerOfInquiry() {
        UUID id = inquiry();
        await().until(() -> inquiries.answers.size() == 1);
        assertEquals(id, inquiries.answers.get(0).inquiry());
    }

    @Test
    void acceptedInquiryIsDeliveredAndRetriedLater() {
        partner = i -> new Reply.Accepted(i.id(), "ref");
        UUID id = inquiry();
        await().until(() -> inquiries.retries.containsKey(id));
        assertEquals(List.of(id), inquiries.delivered);
        assertTrue(inquiries.retries.get(id).isAfter(Instant.now().plusSeconds(20)));
    }

    /** The partner counts concurrent calls. Their maximum must equal the configured number of consumers. */
    @Test
    void limitsConcurrentCallsToConfiguredConsumers() throws Exception {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Semaphore replies = new Semaphore(0);
        partner = i -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            try {
                replies.acquire();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            now.decrementAndGet();
            return Answer.of(i, Verdict.APPROVE, null, null);
        };
        dispatchers.setLimits(Map.of(agency, new Limit(1, null)));
        assertEquals(1, dispatchers.dispatchState(agency).orElseThrow().consumers());
        awaitBrokerConsumers(1);
        List<UUID> waiting = new CopyOnWriteArrayList<>();
        IntStream.range(0, 10).forEach(i -> waiting.add(inquiry()));
        await().until(() -> now.get() == 1);
        dispatchers.setLimits(Map.of(agency, new Limit(6, null)));
        awaitBrokerConsumers(6);
        // the single worker had prefetched the remaining messages and returns them
        replies.release();
        await().until(() -> now.get() >= 5);
        // new inquiries are added because the broker distributes them to all workers, unlike the returned ones
        await().atMost(Duration.ofSeconds(20)).until(() -> waiting.add(inquiry()) && now.get() == 6);
        dispatchers.setLimits(Map.of(agency, new Limit(2, null)));
        replies.release(1_000);
        await().atMost(Duration.ofSeconds(20)).until(() -> asked.containsAll(waiting));
        assertEquals(6, most.get());
        assertEquals(2, dispatchers.dispatchState(agency).orElseThrow().consumers());
        dispatchers.setLimits(Map.of());
        assertEquals(
                PishkhanEndpoint.CONSUMERS,
                dispatchers.dispatchState(agency).orElseThrow().consumers());
        await().until(() -> inquiries.answers.size() >= waiting.size());
        assertEquals(waiting.size(), inquiries.answers.size(), "each once");
    }

    /** A surplus worker may receive a last message before it ends. */
    private void awaitBrokerConsumers(int wanted) {
        SimpleString queue = SimpleString.of("inquiry." + agency);
        // the queue is created by the first consumer or message
        await().until(() -> server.getActiveMQServer().locateQueue(queue) != null
                && server.getActiveMQServer().locateQueue(queue).getConsumerCount() == wanted);
    }

    @Test
    void rateLimitAppliesToRoutesStartedLater() throws Exception {
        dispatchers.setLimits(Map.of(agency, new Limit(null, 4)));
        context.getRouteController().stopAllRoutes();
        context.getRouteController().startAllRoutes();
        assertEquals(4, dispatchers.dispatchState(agency).orElseThrow().perSecond());
        long begun = System.nanoTime();
        List<UUID> waiting = IntStream.range(0, 9).mapToObj(i -> inquiry()).toList();
        await().atMost(Duration.ofSeconds(20)).until(() -> asked.containsAll(waiting));
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        assertTrue(took.compareTo(Duration.ofSeconds(2)) >= 0, "nine at four a second took " + took);
        dispatchers.setLimits(Map.of());
        assertEquals(0, dispatchers.dispatchState(agency).orElseThrow().perSecond());
    }

    @Test
    void dropsClosedInquiry() {
        UUID closed = UUID.randomUUID();
        inquiries.closed.add(closed);
        wake("inquiry." + agency, closed);
        UUID next = inquiry();
        await().until(() -> inquiries.answers.size() == 1);
        assertEquals(List.of(next), asked);
    }

    @Test
    void schedulesRetryWithoutBlockingOtherInquiries() {
        partner = i -> {
            if (asked.size() == 1) {
                throw new PartnerRefused("BAD_PLAN", "no");
            }
            return Answer.of(i, Verdict.APPROVE, null, null);
        };
        UUID first = inquiry();
        await().until(() -> inquiries.failures.containsKey(first));
        UUID second = inquiry();
        await().until(() -> inquiries.answers.size() == 1);
        assertEquals(second, inquiries.answers.get(0).inquiry());
        assertTrue(inquiries.failures.get(first).isAfter(Instant.now()));
    }

    @Test
    void keepsWakeUpsWhileDatabaseIsUnavailable() {
        inquiries.away = true;
        List<UUID> waiting = IntStream.range(0, 20).mapToObj(i -> inquiry()).toList();
        await().until(() -> inquiries.missed.get() >= PishkhanEndpoint.CONSUMERS);
        inquiries.away = false;
        await().atMost(Duration.ofSeconds(20)).until(() -> asked.containsAll(waiting));
    }

    @Test
    void keepsWakeUpIfFailureCannotBeRecorded() {
        partner = i -> {
            inquiries.away = true;
            throw new PartnerRefused("BUSY", "no");
        };
        UUID first = inquiry();
        await().until(() -> inquiries.missed.get() > 0);
        partner = i -> Answer.of(i, Verdict.APPROVE, null, null);
        inquiries.away = false;
        UUID second = inquiry();
        await().atMost(Duration.ofSeconds(20)).until(() -> inquiries.answers.size() == 2);
        assertEquals(
                Set.of(first, second),
                inquiries.answers.stream().map(Answer::inquiry).collect(Collectors.toSet()));
    }

    @Test
    void openBreakerDelaysInquiriesUntilPartnerRecovers() {
        partner = i -> {
            throw new PartnerUnavailable("down");
        };
        IntStream.range(0, 5).forEach(i -> inquiry());
        await().until(() -> inquiries.failures.size() == 5);
        int tried = 5;
        List<UUID> waiting = IntStream.range(0, 20).mapToObj(i -> inquiry()).toList();
        partner = i -> Answer.of(i, Verdict.APPROVE, null, null);
        assertTrue(
                asked.size() <= tried + PishkhanEndpoint.CONSUMERS,
                "an open breaker lets through only what was being received when it opened");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> inquiries.answers.size() + inquiries.failures.size() == waiting.size() + tried);
    }

    /**
     * Only one worker may send the test inquiry to the partner, and the broker may have assigned the only inquiry to
     * another worker. The test is repeated to reach that case.
     */
    @RepeatedTest(3)
    void recoveredPartnerReceivesOnlyWaitingInquiry() {
        partner = i -> {
            throw new PartnerUnavailable("down");
        };
        IntStream.range(0, 5).forEach(i -> inquiry());
        await().until(() -> inquiries.failures.size() == 5);
        // after these two seconds the breaker is half open, and no inquiry is waiting
        await().pollDelay(Duration.ofSeconds(2)).until(() -> true);
        partner = i -> Answer.of(i, Verdict.APPROVE, null, null);
        UUID only = inquiry();
        await().atMost(Duration.ofSeconds(15)).until(() -> inquiries.answers.stream()
                .anyMatch(a -> a.inquiry().equals(only)));
    }

    @Test
    void retriesInquiryAfterInvalidAnswer() {
        inquiries.refusal = new Refusal(Refusal.Kind.INVALID, "answer.digest", "digest", "other digest", "…");
        UUID id = inquiry();
        await().until(() -> inquiries.failures.containsKey(id));
    }

    @Test
    void retriesInquiryIfAnswerIsRejectedForNow() {
        inquiries.refusal = new Refusal(Refusal.Kind.UNAVAILABLE, "rules.none-in-force", null, "none", "…");
        UUID first = inquiry();
        await().until(() -> inquiries.failures.containsKey(first));
        inquiries.refusal = new Refusal(Refusal.Kind.CONFLICT, "answer.extensions-used-up", null, "used up", "…");
        UUID second = inquiry();
        await().until(() -> inquiries.failures.containsKey(second));
    }

    @Test
    void dropsAnswerThatConflictsWithRecordedAnswer() {
        inquiries.refusal = new Refusal(Refusal.Kind.CONFLICT, "answer.different", null, "another stands", "…");
        inquiry();
        await().until(() -> asked.size() == 1);
        inquiries.refusal = null;
        inquiry();
        await().until(() -> inquiries.answers.size() == 1);
        assertTrue(inquiries.failures.isEmpty());
    }

    @Test
    void dropsLateAnswer() {
        inquiries.refusal = new Refusal(Refusal.Kind.GONE, "inquiry.superseded", null, "late", "…");
        inquiry();
        await().until(() -> asked.size() == 1);
        inquiries.refusal = null;
        inquiry();
        await().until(() -> inquiries.answers.size() == 1);
        assertTrue(inquiries.failures.isEmpty());
    }

    @Test
    void retriesNoticeUntilDelivered() {
        UUID notice = UUID.randomUUID();
        UUID about = UUID.randomUUID();
        inquiries.notices.put(notice, new AgencyNotice(about, agency, AgencyNotice.Kind.WITHDRAWN, null, "withdrawn"));
        noticeFailure = new PartnerUnavailable("down");
        wake("notice." + agency, notice);
        await().until(inquiries.notices::isEmpty);
        assertEquals(List.of(about, about), asked);
    }

    private UUID refusedNotice(Instant made, AgencyNotice.Kind kind) {
        // version 7, like all stored ids
        UUID notice =
                new UUID(made.toEpochMilli() << 16 | 0x7000, UUID.randomUUID().getLeastSignificantBits());
        UUID about = UUID.randomUUID();
        inquiries.notices.put(notice, new AgencyNotice(about, agency, kind, null, "why"));
        noticeFailure = new PartnerRefused("UNKNOWN_INQUIRY", "I know no such inquiry");
        wake("notice." + agency, notice);
        await().until(inquiries.notices::isEmpty);
        return about;
    }

    @Test
    void retriesNoticeThatArrivesBeforeItsInquiry() {
        UUID withdrawn = refusedNotice(Instant.now(), AgencyNotice.Kind.WITHDRAWN);
        assertEquals(List.of(withdrawn, withdrawn), asked);
        UUID superseded = refusedNotice(Instant.now(), AgencyNotice.Kind.SUPERSEDED);
        assertEquals(List.of(withdrawn, withdrawn, superseded, superseded), asked);
    }

    @Test
    void dropsRefusedOldNoticesAndReminders() {
        UUID old = refusedNotice(Instant.now().minus(Duration.ofMinutes(11)), AgencyNotice.Kind.WITHDRAWN);
        assertEquals(List.of(old), asked);
        UUID reminder = refusedNotice(Instant.now(), AgencyNotice.Kind.REMINDER);
        assertEquals(List.of(old, reminder), asked);
    }

    @Test
    void dispatchesWorkById() {
        UUID id = wake("work." + agency);
        await().until(() -> asked.contains(id));
    }

    @Test
    void retryDelayGrowsToFiveMinutes() {
        assertEquals(Duration.ofSeconds(1), InquiryDispatcher.delay(1));
        assertEquals(Duration.ofSeconds(8), InquiryDispatcher.delay(4));
        assertEquals(Duration.ofMinutes(5), InquiryDispatcher.delay(50));
    }

    @Test
    void rejectsInvalidEndpointUris() {
        assertThrows(Exception.class, () -> context.getEndpoint("pishkhan:inquiry?agency=fire"));
        assertThrows(Exception.class, () -> context.getEndpoint("pishkhan:inquiries?agency=Fire!"));
        assertThrows(Exception.class, () -> context.getEndpoint("pishkhan:work"));
    }
}
