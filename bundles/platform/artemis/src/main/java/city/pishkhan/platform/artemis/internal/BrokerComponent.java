package city.pishkhan.platform.artemis.internal;

import city.pishkhan.messages.Messages;
import city.pishkhan.platform.artemis.BrokerAdmin;
import city.pishkhan.platform.secrets.Secrets;
import city.pishkhan.platform.startup.Retry;
import city.pishkhan.platform.startup.StartState;
import jakarta.jms.ConnectionFactory;
import java.nio.file.Path;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.jspecify.annotations.Nullable;
import org.messaginghub.pooled.jms.JmsPoolConnectionFactory;
import org.osgi.annotation.bundle.Capability;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts or connects to the broker and publishes the hub's {@link ConnectionFactory}, {@code name=hub}. A failure, e.g. an
 * unwritable folder or a missing password, is retried.
 */
@Component(configurationPid = "city.pishkhan.platform.artemis", immediate = true)
@Designate(ocd = BrokerComponent.Config.class)
@Capability(
        namespace = "osgi.service",
        attribute = {"objectClass:List<String>=\"jakarta.jms.ConnectionFactory\"", "name=hub"},
        effective = "active")
public final class BrokerComponent implements BrokerAdmin {

    @ObjectClassDefinition(name = "Pishkhan broker")
    public @interface Config {

        @AttributeDefinition(description = "embedded: a broker inside the hub; external: the broker at url")
        String mode() default "embedded";

        @AttributeDefinition(description = "external: e.g. (tcp://a:61616,tcp://b:61616)?ha=true&reconnectAttempts=-1")
        String url() default "";

        @AttributeDefinition(description = "login at the broker")
        String user() default "hub";

        @AttributeDefinition(description = "external: password, env:NAME or file:/path; embedded: empty = generated")
        String password() default "";

        @AttributeDefinition(description = "embedded: folder of the journal; empty = artemis under the data folder")
        String data() default "";

        @AttributeDefinition(description = "embedded: TCP port on 127.0.0.1 for tools on this machine; 0 = none")
        int acceptor_port() default 0;

        @AttributeDefinition(description = "external: queue of undeliverable messages")
        String dead_queue() default "dead";

        @AttributeDefinition(description = "number of pooled connections")
        int connections() default 4;

        @AttributeDefinition(
                description = "bytes that a consumer prefetches; other nodes do not receive prefetched messages")
        int consumer_window() default 65_536;
    }

    private static final Logger LOG = LoggerFactory.getLogger(BrokerComponent.class);
    private static final Messages MESSAGES = Messages.of(BrokerComponent.class);

    private final BundleContext context;
    private final Config config;
    private final Retry retry;
    private final ServiceRegistration<StartState> state;
    private volatile @Nullable Running running;

    /**
     * The parts of the component that are running.
     *
     * @param embedded {@code null} for an external broker
     */
    private record Running(
            @Nullable EmbeddedBroker embedded,
            BrokerAdmin admin,
            JmsPoolConnectionFactory pool,
            ServiceRegistration<ConnectionFactory> registration) {}

    @Activate
    public BrokerComponent(BundleContext context, Config config) {
        this.context = context;
        this.config = config;
        retry = new Retry("broker", this::start);
        state = context.registerService(StartState.class, retry, new Hashtable<>(Map.of(StartState.NAME, "broker")));
        retry.begin();
    }

    private void start() throws Exception {
        Path data = config.data().isEmpty()
                ? Path.of(context.getProperty("karaf.data"), "artemis")
                : Path.of(config.data());
        // the Artemis client and server load their transport classes with the thread's class loader
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(BrokerComponent.class.getClassLoader());
        try {
            boolean external = "external".equals(config.mode());
            String password = password(config, data, external);
            EmbeddedBroker embedded = external
                    ? null
                    : new EmbeddedBroker(new BrokerSettings(data, config.acceptor_port(), config.user(), password));
            try {
                running = publish(embedded, password);
            } catch (RuntimeException e) {
                if (embedded != null) {
                    embedded.close();
                }
                throw e;
            }
            LOG.info("Broker {}", external ? "at " + config.url() : "embedded, data in " + data);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private Running publish(@Nullable EmbeddedBroker embedded, String password) {
        ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory(
                embedded == null ? config.url() : embedded.url(), config.user(), password);
        factory.setConsumerWindowSize(config.consumer_window());
        BrokerAdmin admin = embedded == null
                ? new ExternalBroker(factory.getServerLocator(), config.user(), password, config.dead_queue())
                : embedded;
        JmsPoolConnectionFactory pool = new JmsPoolConnectionFactory();
        pool.setConnectionFactory(factory);
        pool.setMaxConnections(config.connections());
        pool.start();
        Dictionary<String, Object> properties = new Hashtable<>(Map.of("name", "hub", "osgi.jndi.service.name", "hub"));
        return new Running(embedded, admin, pool, context.registerService(ConnectionFactory.class, pool, properties));
    }

    @Deactivate
    void stop() throws Exception {
        retry.close();
        state.unregister();
        Running started = running;
        if (started == null) {
            return;
        }
        started.registration().unregister();
        started.pool().stop();
        if (started.embedded() != null) {
            started.embedded().close();
        }
    }

    @Override
    public Map<String, Long> queueDepths() {
        Running started = running;
        if (started == null) {
            throw new IllegalStateException(
                    "The broker has not started: " + retry.problem().orElse("not yet"));
        }
        return started.admin().queueDepths();
    }

    @Override
    public List<String> settingDifferences() {
        Running started = running;
        return started == null ? List.of() : started.admin().settingDifferences();
    }

    @Override
    public String deadQueue() {
        return "external".equals(config.mode()) ? config.dead_queue() : BrokerAdmin.super.deadQueue();
    }

    @Override
    public boolean isUp() {
        Running started = running;
        return started != null && started.admin().isUp();
    }

    private static String password(Config config, Path data, boolean external) {
        if (!external && !"embedded".equals(config.mode())) {
            throw new IllegalArgumentException(MESSAGES.bilingual("broker-component.mode", config.mode()));
        }
        if (external && (config.url().isBlank() || config.password().isBlank())) {
            throw new IllegalArgumentException(MESSAGES.bilingual("broker-component.external"));
        }
        return config.password().isBlank()
                ? Secrets.ensureGenerated(data.resolve("password"))
                : Secrets.resolve(config.password());
    }
}
