package city.pishkhan.persistence.internal;

import city.pishkhan.persistence.internal.SqlOutbox.Message;
import city.pishkhan.platform.startup.Participation;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the messages of the outbox to the broker.
 *
 * <p>Messages that this node commits are queued in memory, sent at once and deleted later in batches. A timer sends the
 * messages that another node, or an earlier run of this node, has left. A message is sent at least once; its id lets the
 * broker drop duplicates.
 */
@Component(
        service = {},
        immediate = true)
public final class OutboxRelay implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(OutboxRelay.class);
    private static final int BATCH = 500;
    private static final long SWEEP_MS = 2_000;
    private static final long SWEEP_NANOS = SWEEP_MS * 1_000_000;
    private static final long LONGEST_PAUSE_MS = 15_000;
    /** Age from which a message counts as left behind, because its node has failed or cannot reach the broker. */
    private static final Duration LEFT_BEHIND_AFTER = Duration.ofSeconds(5);

    private static final int MOST_IN_HAND = 10_000;
    private static final String DUPLICATE_ID = "_AMQ_DUPL_ID";

    private final SqlOutbox outbox;
    private final ConnectionFactory broker;
    private final Semaphore wake = new Semaphore(0);
    private final BlockingQueue<Message> queued = new LinkedBlockingQueue<>(MOST_IN_HAND);
    /** Messages that the broker has accepted and that are still in the table. */
    private final List<UUID> sent = new ArrayList<>();
    /** {@code true} if messages of this node may exist only in the table and not in memory, even recent ones. */
    private volatile boolean hasLeftovers = true;

    private final Thread thread = new Thread(this, "outbox-relay");
    private volatile boolean running = true;

    @Activate
    public OutboxRelay(@Reference SqlOutbox outbox, @Reference(target = "(name=hub)") ConnectionFactory broker) {
        this.outbox = outbox;
        this.broker = broker;
        outbox.onCommit(this::enqueue);
        thread.setDaemon(true);
        thread.start();
    }

    @Deactivate
    public void stop() throws InterruptedException {
        running = false;
        outbox.onCommit(messages -> {});
        wake.release();
        thread.join(10_000);
    }

    private void enqueue(List<Message> messages) {
        for (Message message : messages) {
            if (!queued.offer(message)) {
                hasLeftovers = true;
            }
        }
        wake.release();
    }

    @Override
    public void run() {
        long pause = SWEEP_MS;
        while (running) {
            try (Connection connection = broker.createConnection()) {
                relay(connection);
                pause = SWEEP_MS;
            } catch (JMSException | RuntimeException e) {
                LOG.warn("Outbox waits {} ms: {}", pause, e.toString());
                LOG.debug("Cause", e);
                discardQueue();
                await(pause);
                pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** Discards the queue in memory; its messages are still in the table. */
    private void discardQueue() {
        hasLeftovers = true;
        queued.clear();
        sent.clear();
    }

    private void relay(Connection connection) throws JMSException, InterruptedException {
        try (Session batch = connection.createSession(true, Session.SESSION_TRANSACTED);
                Session single = connection.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
            long swept = System.nanoTime() - SWEEP_NANOS;
            while (running) {
                if (Participation.isSuspended()) {
                    discardQueue();
                } else {
                    sendQueued(batch, single);
                    if (System.nanoTime() - swept >= SWEEP_NANOS) {
                        sweep(batch, single);
                        swept = System.nanoTime();
                    }
                }
                wake.tryAcquire(SWEEP_MS, TimeUnit.MILLISECONDS);
                wake.drainPermits();
            }
            deleteSent();
        }
    }

    private void sendQueued(Session batch, Session single) {
        List<Message> messages = new ArrayList<>();
        while (queued.drainTo(messages, BATCH) > 0) {
            send(batch, single, messages);
            messages.forEach(message -> sent.add(message.id()));
            messages.clear();
            if (sent.size() >= BATCH) {
                deleteSent();
            }
        }
    }

    /** Deletes sent messages and sends those that no node has queued in memory. */
    private void sweep(Session batch, Session single) {
        deleteSent();
        boolean all = hasLeftovers;
        hasLeftovers = false;
        Instant before =
                all ? Instant.now().plus(LEFT_BEHIND_AFTER) : Instant.now().minus(LEFT_BEHIND_AFTER);
        while (running && outbox.drain(before, BATCH, messages -> send(batch, single, messages)) == BATCH) {
            LOG.debug("More than {} messages were left", BATCH);
        }
    }

    private void deleteSent() {
        if (!sent.isEmpty()) {
            outbox.delete(sent);
            sent.clear();
        }
    }

    private static Void send(Session batch, Session single, List<Message> messages) {
        try {
            try {
                sendAll(batch, messages);
                batch.commit();
            } catch (JMSException e) {
                // one duplicate fails the whole batch; sent one by one, the broker drops only the duplicate
                batch.rollback();
                sendAll(single, messages);
            }
            return null;
        } catch (JMSException e) {
            throw new IllegalStateException("The broker accepted no message: " + e.getMessage(), e);
        }
    }

    private static void sendAll(Session session, List<Message> messages) throws JMSException {
        try (MessageProducer producer = session.createProducer(null)) {
            for (Message message : messages) {
                TextMessage text = session.createTextMessage(message.ref().toString());
                text.setStringProperty(DUPLICATE_ID, message.id().toString());
                producer.send(session.createQueue(message.queue()), text);
            }
        }
    }

    private void await(long ms) {
        try {
            wake.tryAcquire(ms, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            running = false;
        }
    }
}
