package city.pishkhan.camel.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.agencies.Inquiries;
import city.pishkhan.api.journal.HubJournal;
import city.pishkhan.api.messaging.DeadLetters;
import city.pishkhan.api.messaging.Queues;
import city.pishkhan.api.security.Access;
import city.pishkhan.api.security.Caller;
import city.pishkhan.platform.artemis.BrokerAdmin;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.QueueBrowser;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Implements {@link DeadLetters}: browses the broker's dead letter queue and moves messages in transactions of the broker. */
@Component(service = DeadLetters.class)
public final class DeadLetterService implements DeadLetters {
    private static final int MOST = 1_000;
    private static final long WAIT_MS = 2_000;
    private static final String ID = "ID:";
    /** Message ids that may be quoted in a selector. */
    private static final String NAME = "[A-Za-z0-9:._-]{1,100}";

    private static final String ORIGIN = "_AMQ_ORIG_ADDRESS";

    private final ConnectionFactory broker;
    private final BrokerAdmin admin;
    private final Inquiries inquiries;
    private final HubJournal journal;
    private final Access access;

    @Activate
    public DeadLetterService(
            @Reference(target = "(name=hub)") ConnectionFactory broker,
            @Reference BrokerAdmin admin,
            @Reference Inquiries inquiries,
            @Reference HubJournal journal,
            @Reference Access access) {
        this.broker = broker;
        this.admin = admin;
        this.inquiries = inquiries;
        this.journal = journal;
        this.access = access;
    }

    private interface Work<T> {
        T run(Session session) throws JMSException;
    }

    private <T> T session(Work<T> work) {
        try (Connection connection = broker.createConnection();
                Session session = connection.createSession(true, Session.SESSION_TRANSACTED)) {
            connection.start();
            boolean done = false;
            try {
                T result = work.run(session);
                session.commit();
                done = true;
                return result;
            } finally {
                if (!done) {
                    // the rollback is required, because closing only returns the session to its pool
                    session.rollback();
                }
            }
        } catch (JMSException e) {
            throw new IllegalStateException(
                    "The broker does not list its undeliverable messages: " + e.getMessage(), e);
        }
    }

    @Override
    public List<Dead> list(Caller operator) {
        access.check(operator, "operator.dead-letter.read");
        return browse();
    }

    private List<Dead> browse() {
        List<Dead> found = session(session -> {
            List<Dead> all = new ArrayList<>();
            try (QueueBrowser browser = session.createBrowser(session.createQueue(admin.deadQueue()))) {
                Enumeration<?> messages = browser.getEnumeration();
                while (messages.hasMoreElements() && all.size() < MOST) {
                    all.add(dead((Message) messages.nextElement()));
                }
            }
            return all;
        });
        return found.stream()
                .map(this::explained)
                .sorted(Comparator.comparing(Dead::sent))
                .toList();
    }

    private static Dead dead(Message message) throws JMSException {
        String id = message.getJMSMessageID() == null ? "" : message.getJMSMessageID();
        String queue = message.getStringProperty(ORIGIN);
        return new Dead(
                id.startsWith(ID) ? id.substring(ID.length()) : id,
                queue == null ? "" : queue,
                ref(message),
                Instant.ofEpochMilli(message.getJMSTimestamp()),
                "");
    }

    /** Parses the id in a message; {@code null} if the message is not from the hub, whose messages contain only an id. */
    private static @Nullable UUID ref(Message message) throws JMSException {
        try {
            return message instanceof TextMessage text ? UUID.fromString(text.getText()) : null;
        } catch (IllegalArgumentException | NullPointerException e) {
            return null;
        }
    }

    private Dead explained(Dead dead) {
        UUID ref = dead.ref();
        if (ref == null || !isWakeUp(dead)) {
            return new Dead(dead.id(), dead.queue(), dead.ref(), dead.sent(), "not sent by the hub");
        }
        String cause = dead.queue().startsWith(Queues.INQUIRY)
                ? inquiries
                        .row(ref)
                        .map(row -> Stream.of(row.state(), row.lastError())
                                .filter(Objects::nonNull)
                                .reduce((state, error) -> state + ", last error: " + error)
                                .orElseThrow())
                        .orElse("no such inquiry")
                : "";
        return new Dead(dead.id(), dead.queue(), dead.ref(), dead.sent(), cause);
    }

    private static boolean isWakeUp(Dead dead) {
        return dead.ref() != null
                && Stream.of(Queues.INQUIRY, Queues.NOTICE, Queues.WORK).anyMatch(dead.queue()::startsWith);
    }

    @Override
    public void replay(Caller operator, String id) {
        access.check(operator, "operator.dead-letter.replay");
        Dead replayed = session(session -> {
            Message message = receive(session, id);
            Dead dead = dead(message);
            UUID ref = dead.ref();
            if (ref == null || !isWakeUp(dead)) {
                throw Refusal.conflict("dead-letter.foreign");
            }
            // send a new message: with the properties of the original the broker would drop it as a duplicate
            try (MessageProducer producer = session.createProducer(session.createQueue(dead.queue()))) {
                producer.send(session.createTextMessage(ref.toString()));
            }
            return dead;
        });
        journal.record(
                "dead-letter.replayed",
                operator,
                Map.of("message", replayed.id(), "queue", replayed.queue(), "ref", replayed.ref()));
    }

    @Override
    public int replayAll(Caller operator) {
        List<Dead> ours =
                list(operator).stream().filter(DeadLetterService::isWakeUp).toList();
        ours.forEach(dead -> replay(operator, dead.id()));
        return ours.size();
    }

    @Override
    public boolean has(String id) {
        return browse().stream().anyMatch(dead -> dead.id().equals(id));
    }

    @Override
    public void discard(String id) {
        session(session -> receive(session, id));
    }

    private Message receive(Session session, String id) throws JMSException {
        if (id == null || !id.matches(NAME)) {
            throw Refusal.notFound("dead-letter");
        }
        try (MessageConsumer consumer =
                session.createConsumer(session.createQueue(admin.deadQueue()), "JMSMessageID = '" + ID + id + "'")) {
            Message message = consumer.receive(WAIT_MS);
            if (message == null) {
                throw Refusal.notFound("dead-letter");
            }
            return message;
        }
    }
}
