package city.pishkhan.platform.artemis.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSSecurityRuntimeException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerTest {

    private static final String USER = "hub";
    private static final String PASSWORD = "secret";

    @TempDir
    Path data;

    @Test
    void keepsAcknowledgedMessagesAcrossRestart() throws Exception {
        try (EmbeddedBroker broker = broker(0);
                var factory = factory(broker.url(), PASSWORD)) {
            send(factory, "inquiry.fire", "one", null);
        }
        try (EmbeddedBroker broker = broker(0);
                var factory = factory(broker.url(), PASSWORD)) {
            assertEquals(1, broker.queueDepths().get("inquiry.fire"));
            assertEquals("one", receive(factory, "inquiry.fire", 2_000));
            assertEquals(0, broker.queueDepths().get("inquiry.fire"));
        }
    }

    @Test
    void detectsDuplicatesAcrossRestart() throws Exception {
        try (EmbeddedBroker broker = broker(0);
                var factory = factory(broker.url(), PASSWORD)) {
            send(factory, "inquiry.fire", "one", "id-1");
        }
        try (EmbeddedBroker broker = broker(0);
                var factory = factory(broker.url(), PASSWORD)) {
            send(factory, "inquiry.fire", "one", "id-1");
            assertEquals(1, broker.queueDepths().get("inquiry.fire"));
        }
    }

    @Test
    void delaysRedeliveryAndNeverGivesUp() throws Exception {
        try (EmbeddedBroker broker = broker(0);
                var factory = factory(broker.url(), PASSWORD)) {
            send(factory, "inquiry.fire", "again", null);
            try (JMSContext context = factory.createContext(Session.SESSION_TRANSACTED)) {
                var consumer = context.createConsumer(context.createQueue("inquiry.fire"));
                assertNotNull(consumer.receive(2_000));
                long before = System.nanoTime();
                context.rollback();
                assertNull(consumer.receive(300), "redelivered at once");
                assertNotNull(consumer.receive(3_000));
                assertTrue(System.nanoTime() - before >= 900_000_000L);
                context.commit();
            }
            assertEquals(0, broker.queueDepths().get("dead"));
        }
    }

    @Test
    void refusesSecondBrokerOnSameData() throws Exception {
        try (EmbeddedBroker broker = broker(0)) {
            assertTrue(broker.isUp());
            var refusal = assertThrows(IllegalStateException.class, () -> broker(0));
            assertTrue(refusal.getMessage().contains(data.toString()), refusal.getMessage());
            assertTrue(broker.isUp());
        }
        broker(0).close();
    }

    @Test
    void tcpNeedsPassword() throws Exception {
        int port = freePort();
        try (EmbeddedBroker broker = broker(port)) {
            String url = "tcp://127.0.0.1:" + port;
            try (var stranger = factory(url, "guess")) {
                assertThrows(JMSSecurityRuntimeException.class, () -> stranger.createContext()
                        .close());
            }
            try (var nobody = new ActiveMQConnectionFactory(url)) {
                assertThrows(JMSSecurityRuntimeException.class, () -> nobody.createContext()
                        .close());
            }
            try (var factory = factory(url, PASSWORD)) {
                send(factory, "work.sms", "hello", null);
                var external = new ExternalBroker(factory.getServerLocator(), USER, PASSWORD, "dead");
                assertTrue(external.isUp());
                assertEquals(broker.queueDepths(), external.queueDepths());
                assertEquals(1, external.queueDepths().get("work.sms"));
            }
        }
    }

    @Test
    void reportsWhenItIsDown() throws Exception {
        EmbeddedBroker broker = broker(0);
        broker.close();
        assertFalse(broker.isUp());
        assertThrows(IllegalStateException.class, broker::queueDepths);
    }

    private EmbeddedBroker broker(int port) throws Exception {
        return new EmbeddedBroker(new BrokerSettings(data, port, USER, PASSWORD));
    }

    private static ActiveMQConnectionFactory factory(String url, String password) {
        return new ActiveMQConnectionFactory(url, USER, password);
    }

    private static void send(ActiveMQConnectionFactory factory, String queue, String text, String duplicateId)
            throws JMSException {
        try (JMSContext context = factory.createContext()) {
            Message message = context.createTextMessage(text);
            if (duplicateId != null) {
                message.setStringProperty("_AMQ_DUPL_ID", duplicateId);
            }
            context.createProducer().send(context.createQueue(queue), message);
        }
    }

    private static String receive(ActiveMQConnectionFactory factory, String queue, long millis) {
        try (JMSContext context = factory.createContext()) {
            return context.createConsumer(context.createQueue(queue)).receiveBody(String.class, millis);
        }
    }

    /** Returns a free port below the ephemeral range, so that no outgoing connection takes it before the broker listens. */
    private static int freePort() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(22_000, 32_000);
            try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return free.getLocalPort();
            } catch (IOException taken) {
                continue;
            }
        }
    }
}
