package city.pishkhan.benchmarks.bare;

import city.pishkhan.testkit.people.ScannedSheets;
import jakarta.jms.Connection;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.component.jms.JmsComponent;
import org.apache.camel.impl.DefaultCamelContext;

/**
 * The reference pipeline for the hub. Each permit is one transaction of four persistent messages, one to each agency's queue. Each message
 * calls its partner over HTTP and ends with one INSERT. There are no rules, no journal and no exactly-once processing.
 * In fair mode each permit arrives by an authenticated POST, which looks up its property and stores the case, as the hub must. In plain
 * mode the messages are created directly.
 */
public final class BarePipeline {

    static final List<String> AGENCIES = List.of("fire", "water", "electricity", "gas");

    private static final int MOST_WAITING = 2_000;
    private static final int POSTING = 8;
    private static final int HTTP_CONNECTIONS = 64;

    private final Broker broker;
    private final URI partners;
    private final BareRoutes.Store store;
    private final BareDoor.Cases cases;

    /**
     * @param store stores an answer durably
     *
     * @param cases stores a case durably
     */
    public BarePipeline(Broker broker, URI partners, Store store, BareDoor.Cases cases) {
        this.broker = broker;
        this.partners = partners;
        this.store = store::save;
        this.cases = cases;
    }

    /** Stores the partners' answers. */
    @FunctionalInterface
    public interface Store {
        void save(UUID id, String agency, String answer) throws Exception;
    }

    /**
     * Runs the pipeline.
     *
     * @param consumers consumers per agency
     * @param fair      whether each permit arrives by a POST
     * @param warm      duration of the warm-up in seconds
     * @param seconds   duration of the measurement
     * @return stored answers per second after the warm-up
     */
    public double run(int consumers, boolean fair, long warm, long seconds) throws Exception {
        AtomicLong stored = new AtomicLong();
        BareInquiries bareInquiries = new BareInquiries(ScannedSheets.pdf(List.of("bench plan")));
        try (DefaultCamelContext context = new DefaultCamelContext();
                Connection connection = broker.connections().createConnection()) {
            context.addComponent("jms", jms());
            HttpComponent http = new HttpComponent();
            http.setConnectionsPerRoute(HTTP_CONNECTIONS);
            http.setMaxTotalConnections(2 * HTTP_CONNECTIONS);
            http.setFollowRedirects(false);
            context.addComponent("http", http);
            context.addRoutes(new BareRoutes(partners, consumers, bareInquiries, (id, agency, answer) -> {
                store.save(id, agency, answer);
                stored.incrementAndGet();
            }));
            context.start();
            if (!fair) {
                return measureThroughput(stored, 1, () -> sendMessages(connection), warm, seconds);
            }
            try (BareDoor door = new BareDoor(cases, () -> sendMessages(connection))) {
                return measureThroughput(stored, POSTING, door::post, warm, seconds);
            }
        } finally {
            for (String agency : AGENCIES) {
                broker.destroy(BareRoutes.QUEUE + agency);
            }
        }
    }

    private JmsComponent jms() {
        JmsComponent jms = new JmsComponent();
        jms.setConnectionFactory(broker.connections());
        jms.setTransacted(true);
        jms.setLazyCreateTransactionManager(false);
        jms.setCacheLevelName("CACHE_CONSUMER");
        return jms;
    }

    private static double measureThroughput(
            AtomicLong stored, int feeders, BareDoor.Work permit, long warm, long seconds) throws Exception {
        AtomicBoolean on = new AtomicBoolean(true);
        AtomicLong sent = new AtomicLong();
        AtomicReference<Exception> failure = new AtomicReference<>();
        List<Thread> threads = IntStream.range(0, feeders)
                .mapToObj(n -> new Thread(() -> feed(on, stored, sent, permit, failure), "bare-feeder-" + n))
                .toList();
        threads.forEach(Thread::start);
        try {
            TimeUnit.SECONDS.sleep(warm);
            long before = stored.get();
            long begin = System.nanoTime();
            TimeUnit.SECONDS.sleep(seconds);
            if (failure.get() != null) {
                throw failure.get();
            }
            return (stored.get() - before) / ((System.nanoTime() - begin) / 1e9);
        } finally {
            on.set(false);
            for (Thread thread : threads) {
                thread.join();
            }
        }
    }

    /** Keeps the queues filled up to a limit. */
    private static void feed(
            AtomicBoolean on,
            AtomicLong stored,
            AtomicLong sent,
            BareDoor.Work permit,
            AtomicReference<Exception> failure) {
        try {
            while (on.get()) {
                if (sent.get() - stored.get() > MOST_WAITING) {
                    TimeUnit.MILLISECONDS.sleep(1);
                    continue;
                }
                permit.run();
                sent.addAndGet(AGENCIES.size());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            // a missing feeder would make the pipeline look slower than it is, so the failure is reported
            failure.compareAndSet(null, e);
        }
    }

    /** Sends a permit's messages in one transaction. */
    private static void sendMessages(Connection connection) throws JMSException {
        try (Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
                MessageProducer producer = session.createProducer(null)) {
            producer.setDeliveryMode(DeliveryMode.PERSISTENT);
            for (String agency : AGENCIES) {
                producer.send(
                        session.createQueue(BareRoutes.QUEUE + agency),
                        session.createTextMessage(UUID.randomUUID().toString()));
            }
            session.commit();
        }
    }
}
