package city.pishkhan.camel.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.agencies.Inquiries.Row;
import city.pishkhan.api.messaging.DeadLetters.Dead;
import city.pishkhan.api.security.Access;
import city.pishkhan.api.security.Caller;
import city.pishkhan.platform.artemis.BrokerAdmin;
import city.pishkhan.stubs.Stubs;
import jakarta.jms.JMSContext;
import jakarta.jms.Message;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.messaginghub.pooled.jms.JmsPoolConnectionFactory;

/** Dead letters of a broker that stops redelivering, as an external broker may. */
class DeadLetterServiceTest {
    private static final Caller OPERATOR = new Caller("root", java.util.Set.of("operator"));
    private static final int ATTEMPTS = 2;

    private static EmbeddedActiveMQ server;
    private static JmsPoolConnectionFactory broker;

    private final UUID inquiry = UUID.randomUUID();
    private final List<String> journaled = new ArrayList<>();
    private final List<String> checked = new ArrayList<>();
    private final DeadLetterService letters = new DeadLetterService(
            broker,
            new BrokerAdmin() {
                @Override
                public Map<String, Long> queueDepths() {
                    return Map.of();
                }

                @Override
                public boolean isUp() {
                    return true;
                }
            },
            new FakeInquiries() {
                @Override
                public Optional<Row> row(UUID id) {
                    return id.equals(inquiry)
                            ? Optional.of(new Row(id, "1", "gas", "queued", 2, "HTTP 503", Instant.EPOCH, null, null))
                            : Optional.empty();
                }
            },
            (event, actor, details) -> journaled.add(event + " " + details.get("queue")),
            Stubs.intercept(Access.class, (proxy, method, arguments) -> {
                checked.add((String) arguments[1]);
                return null;
            }));

    @BeforeAll
    static void startBroker() throws Exception {
        server = new EmbeddedActiveMQ();
        server.setConfiguration(new ConfigurationImpl()
                .setPersistenceEnabled(false)
                .setSecurityEnabled(false)
                .addAcceptorConfiguration("vm", "vm://8")
                .addQueueConfiguration(QueueConfiguration.of("dead").setRoutingType(RoutingType.ANYCAST))
                .addAddressSetting(
                        "#",
                        new AddressSettings()
                                .setMaxDeliveryAttempts(ATTEMPTS)
                                .setDeadLetterAddress(SimpleString.of("dead"))));
        server.start();
        broker = new JmsPoolConnectionFactory();
        broker.setConnectionFactory(new ActiveMQConnectionFactory("vm://8"));
    }

    @AfterAll
    static void stopBroker() throws Exception {
        broker.stop();
        server.stop();
    }

    @BeforeEach
    void empty() {
        letters.list(OPERATOR).forEach(dead -> letters.discard(dead.id()));
        checked.clear();
    }

    /** Sends a message and rolls it back until the broker moves it to the dead letters. */
    private static void sendDeadLetter(String queue, String text) throws Exception {
        try (JMSContext context = broker.createContext(JMSContext.SESSION_TRANSACTED)) {
            context.createProducer()
                    .setProperty("_AMQ_DUPL_ID", UUID.randomUUID().toString())
                    .send(context.createQueue(queue), text);
            context.commit();
            try (var consumer = context.createConsumer(context.createQueue(queue))) {
                for (int i = 0; i < ATTEMPTS; i++) {
                    assertEquals(text, consumer.receive(5_000).getBody(String.class));
                    context.rollback();
                }
                assertNull(consumer.receiveNoWait());
            }
        }
    }

    private static String next(String queue) throws Exception {
        try (JMSContext context = broker.createContext(JMSContext.AUTO_ACKNOWLEDGE);
                var consumer = context.createConsumer(context.createQueue(queue))) {
            Message message = consumer.receive(5_000);
            return message == null ? null : message.getBody(String.class);
        }
    }

    @Test
    void listsQueueAndCauseOfDeadLetter() throws Exception {
        sendDeadLetter("inquiry.gas", inquiry.toString());
        Dead dead = letters.list(OPERATOR).get(0);
        assertEquals("inquiry.gas", dead.queue());
        assertEquals(inquiry, dead.ref());
        assertEquals("queued, last error: HTTP 503", dead.cause());
        assertTrue(letters.has(dead.id()));
        assertEquals(List.of("operator.dead-letter.read"), checked);
    }

    @Test
    void replayRestoresMessageDespiteDuplicateDetection() throws Exception {
        sendDeadLetter("inquiry.gas", inquiry.toString());
        letters.replay(OPERATOR, letters.list(OPERATOR).get(0).id());
        assertEquals(inquiry.toString(), next("inquiry.gas"));
        assertEquals(List.of(), letters.list(OPERATOR));
        assertEquals(List.of("dead-letter.replayed inquiry.gas"), journaled);
        assertTrue(checked.contains("operator.dead-letter.replay"));
    }

    @Test
    void replaysOnlyMessagesOfTheHub() throws Exception {
        UUID work = UUID.randomUUID();
        sendDeadLetter("work.sms", work.toString());
        sendDeadLetter("stranger", UUID.randomUUID().toString());
        sendDeadLetter("inquiry.gas", "no id");
        assertEquals(1, letters.replayAll(OPERATOR));
        assertEquals(work.toString(), next("work.sms"));
        List<Dead> left = letters.list(OPERATOR);
        assertEquals(2, left.size());
        for (Dead dead : left) {
            assertEquals("not sent by the hub", dead.cause());
            Refusal refusal = assertThrows(Refusal.class, () -> letters.replay(OPERATOR, dead.id()));
            assertEquals("dead-letter.foreign", refusal.code());
        }
        assertEquals(2, letters.list(OPERATOR).size(), "a refusal takes nothing away");
    }

    @Test
    void discardsOnlyTheSelectedMessage() throws Exception {
        sendDeadLetter("inquiry.gas", inquiry.toString());
        sendDeadLetter("inquiry.gas", "no id");
        String id = letters.list(OPERATOR).get(0).id();
        DeadLetterDiscard act = new DeadLetterDiscard(letters);
        act.check(Map.of("message", id));
        letters.discard(id);
        assertFalse(letters.has(id));
        assertEquals(1, letters.list(OPERATOR).size());
        for (String none : new String[] {id, "x' or '1' = '1", ""}) {
            Refusal refusal = assertThrows(Refusal.class, () -> act.check(Map.of("message", none)));
            assertEquals("dead-letter.unknown", refusal.code());
            assertThrows(Refusal.class, () -> letters.discard(none));
        }
        assertEquals(1, letters.list(OPERATOR).size());
    }
}
