package city.pishkhan.camel.internal;

import city.pishkhan.platform.startup.Participation;
import city.pishkhan.platform.startup.WarmUp;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that processes the messages of a queue one at a time. A message is acknowledged only when its result is stored. A
 * suspended node processes none.
 */
final class QueueWorker implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(QueueWorker.class);
    /**
     * Time in milliseconds for which a worker waits for a message; then it asks the broker again. To wake the worker earlier,
     * its consumer is closed.
     */
    private static final long WAIT_MS = 30_000;

    private static final long LEAVE_MS = 500;
    private static final long PAUSE_MS = 1_000;
    /**
     * The first message is processed alone, because it loads the classes that all messages need. The others wait for it
     * up to 20 s.
     */
    private static final WarmUp WARM_UP = new WarmUp(1, 20_000);

    private final DefaultConsumer owner;
    private final ConnectionFactory broker;
    private final String queue;
    private final QueueDispatcher dispatcher;
    private volatile boolean reopens;
    private final CountDownLatch ending = new CountDownLatch(1);
    private @Nullable Thread thread;
    /** The consumer at which this worker waits for the next message; access is synchronized on this worker. */
    private @Nullable MessageConsumer waiting;

    QueueWorker(DefaultConsumer owner, ConnectionFactory broker, String queue, QueueDispatcher dispatcher) {
        this.owner = owner;
        this.broker = broker;
        this.queue = queue;
        this.dispatcher = dispatcher;
    }

    void start(String name, ClassLoader loader) {
        thread = new Thread(this, name);
        thread.setDaemon(true);
        thread.setContextClassLoader(loader);
        thread.start();
    }

    /** Ends this worker after its current message, or at once if it is idle. */
    void end() {
        ending.countDown();
        wake();
    }

    /**
     * Makes this worker reopen its consumer after its current message. This returns prefetched messages to the broker, so that
     * new workers can process them.
     */
    void reopen() {
        reopens = true;
        wake();
    }

    private synchronized void wake() {
        if (waiting != null) {
            try {
                waiting.close();
            } catch (JMSException e) {
                LOG.debug("{}: continuing after the waiting time", queue, e);
            }
        }
    }

    boolean isAlive() {
        return thread != null && thread.isAlive();
    }

    /**
     * Waits for the end of this worker.
     *
     * @param ms milliseconds after which the worker is interrupted
     */
    void join(long ms) throws InterruptedException {
        Thread started = Objects.requireNonNull(thread);
        started.join(ms);
        if (started.isAlive()) {
            started.interrupt();
        }
    }

    @Override
    public void run() {
        while (!awaitEnd(0)) {
            if (Participation.isSuspended()) {
                awaitEnd(PAUSE_MS);
                continue;
            }
            try (Connection connection = broker.createConnection();
                    Session session = connection.createSession(false, Session.CLIENT_ACKNOWLEDGE);
                    MessageConsumer messages = session.createConsumer(session.createQueue(queue))) {
                connection.start();
                work(session, messages);
            } catch (JMSException | RuntimeException e) {
                if (!awaitEnd(PAUSE_MS)) {
                    LOG.warn("{} is resumed: {}", queue, e.toString());
                    LOG.debug("Cause", e);
                }
            }
        }
    }

    private void work(Session session, MessageConsumer messages) throws JMSException {
        reopens = false;
        while (!awaitEnd(0) && !Participation.isSuspended() && !reopens) {
            Message message = next(messages);
            if (message == null) {
                continue;
            }
            if (awaitEnd(0) || Participation.isSuspended()) {
                session.recover();
                return;
            }
            // Receive the message first, then request permission: a worker with a permission but no message would block
            // other workers.
            if (!awaitPermission()) {
                session.recover();
                return;
            }
            settle(session, message);
        }
    }

    /**
     * Receives the next message.
     *
     * @return {@code null} if no message arrived within the time limit or this worker ends
     */
    private @Nullable Message next(MessageConsumer messages) throws JMSException {
        synchronized (this) {
            if (awaitEnd(0) || reopens) {
                return null;
            }
            waiting = messages;
        }
        try {
            return messages.receive(WAIT_MS);
        } finally {
            synchronized (this) {
                waiting = null;
            }
        }
    }

    /**
     * Waits for permission to call the partner.
     *
     * @return {@code false} if this worker is stopped before it gets a permission
     */
    private boolean awaitPermission() {
        Duration wait = dispatcher.acquire();
        while (!wait.isZero() && !awaitEnd(Math.min(LEAVE_MS, Math.max(1, wait.toMillis())))) {
            wait = dispatcher.acquire();
        }
        return wait.isZero();
    }

    private void settle(Session session, Message message) throws JMSException {
        boolean used = false;
        try (WarmUp.Turn turn = WARM_UP.enter()) {
            used = dispatch(UUID.fromString(message.getBody(String.class)));
        } finally {
            // The session returns to a pool. An unsettled message would be acknowledged by the next worker that uses
            // the session.
            if (used) {
                message.acknowledge();
            } else {
                session.recover();
            }
        }
    }

    /**
     * Processes one message.
     *
     * @return {@code true} if the message can be acknowledged
     */
    private boolean dispatch(UUID id) {
        Optional<Object> body = dispatcher.load(id);
        if (body.isEmpty()) {
            LOG.debug("{}: nothing left to do for {}", queue, id);
            return true;
        }
        Exchange exchange = owner.createExchange(true);
        exchange.getMessage().setBody(body.get());
        exchange.setProperty(WrittenReply.INQUIRY, body.get());
        try {
            Exception failure = process(exchange);
            if (failure != null) {
                return dispatcher.recordFailure(id, failure);
            }
            dispatcher.recordSuccess(id);
            return true;
        } finally {
            owner.releaseExchange(exchange, true);
        }
    }

    private Exception process(Exchange exchange) {
        try {
            owner.getProcessor().process(exchange);
            return exchange.getException();
        } catch (Exception e) {
            return e;
        }
    }

    private boolean awaitEnd(long ms) {
        try {
            return ending.await(ms, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
