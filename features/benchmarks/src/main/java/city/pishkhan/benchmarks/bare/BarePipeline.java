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
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.component.jms.JmsComponent;
import org.apache.camel.impl.DefaultCamelContext;

/**
 * The pipeline that the hub is held against: for each permit one transaction of four persistent messages, one to each agency's queue; each
 * message asks its partner over HTTP and ends in one INSERT. No case, no rule, no journal, no exactly-once.
 */
public final class BarePipeline {

    static final List<String> AGENCIES = List.of("fire", "water", "electricity", "gas");

    private static final int MOST_WAITING = 2_000;
    private static final long WARM_SECONDS = 3;
    private static final int HTTP_CONNECTIONS = 64;

    private final Broker broker;
    private final URI partners;
    private final BareRoutes.Store store;

    /** @param store keeps an answer, durably */
    public BarePipeline(Broker broker, URI partners, Store store) {
        this.broker = broker;
        this.partners = partners;
        this.store = store::keep;
    }

    /** Where answers go. */
    @FunctionalInterface
    public interface Store {
        void keep(UUID id, String agency, String answer) throws Exception;
    }

    /**
     * Runs it.
     *
     * @param consumers per agency
     * @return answers a second that were kept, after a warm-up
     */
    public double run(int consumers, long seconds) throws Exception {
        AtomicLong kept = new AtomicLong();
        BareInquiries bareInquiries = new BareInquiries(ScannedSheets.pdf(List.of("bench plan")));
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.addComponent("jms", jms());
            HttpComponent http = new HttpComponent();
            http.setConnectionsPerRoute(HTTP_CONNECTIONS);
            http.setMaxTotalConnections(2 * HTTP_CONNECTIONS);
            http.setFollowRedirects(false);
            context.addComponent("http", http);
            context.addRoutes(new BareRoutes(partners, consumers, bareInquiries, (id, agency, answer) -> {
                store.keep(id, agency, answer);
                kept.incrementAndGet();
            }));
            context.start();
            return fed(kept, seconds);
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

    private double fed(AtomicLong kept, long seconds) throws Exception {
        AtomicBoolean on = new AtomicBoolean(true);
        Thread feeder = new Thread(() -> feed(on, kept), "bare-feeder");
        feeder.start();
        try {
            TimeUnit.SECONDS.sleep(WARM_SECONDS);
            long before = kept.get();
            long begin = System.nanoTime();
            TimeUnit.SECONDS.sleep(seconds);
            return (kept.get() - before) / ((System.nanoTime() - begin) / 1e9);
        } finally {
            on.set(false);
            feeder.join();
        }
    }

    /** Keeps the queues filled and never far ahead. */
    private void feed(AtomicBoolean on, AtomicLong kept) {
        long sent = 0;
        try (Connection connection = broker.connections().createConnection();
                Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
                MessageProducer producer = session.createProducer(null)) {
            producer.setDeliveryMode(DeliveryMode.PERSISTENT);
            while (on.get()) {
                if (sent - kept.get() > MOST_WAITING) {
                    TimeUnit.MILLISECONDS.sleep(1);
                    continue;
                }
                for (String agency : AGENCIES) {
                    producer.send(
                            session.createQueue(BareRoutes.QUEUE + agency),
                            session.createTextMessage(UUID.randomUUID().toString()));
                }
                session.commit();
                sent += AGENCIES.size();
            }
        } catch (JMSException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
