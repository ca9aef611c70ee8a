package city.pishkhan.tls.internal;

import city.pishkhan.platform.secrets.Secrets;
import city.pishkhan.tls.TlsState;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.felix.http.jetty.ConnectorFactory;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Adds an HTTPS connector to the HTTP server and reloads its certificates. */
@Component(
        service = {},
        immediate = true,
        configurationPid = "city.pishkhan.tls")
@Designate(ocd = Tls.Config.class)
public final class Tls {
    private static final long LOOK_SECONDS = 10;

    /** PID {@code city.pishkhan.tls}. */
    @ObjectClassDefinition(name = "Pishkhan HTTPS")
    public @interface Config {
        @AttributeDefinition(description = "Port of the HTTPS connector; 0: no HTTPS")
        int port() default 0;

        @AttributeDefinition(description = "Address on which the connector listens")
        String host() default "127.0.0.1";

        @AttributeDefinition(description = "File with the server's key and certificates, PKCS#12 or JKS")
        String keystore() default "etc/tls/server.p12";

        @AttributeDefinition(description = "Password of this file, env:NAME or file:/path")
        String keystore_password() default "";

        @AttributeDefinition(
                description = "File with the certificate authorities whose client certificates are accepted")
        String truststore() default "";

        @AttributeDefinition(description = "Password of this file, env:NAME or file:/path")
        String truststore_password() default "";

        @AttributeDefinition(
                description = "Client certificates: none, wants (accepted if presented) or needs (required)")
        String clients() default "none";

        @AttributeDefinition(description = "TLS versions, separated by commas")
        String protocols() default "TLSv1.3,TLSv1.2";

        @AttributeDefinition(description = "Days before a certificate expires from which the hub warns")
        int warn_days() default 30;
    }

    private final BundleContext bundles;
    private final Config config;
    private final ConfigurationAdmin configurations;
    private final PortOpener opening;
    private @Nullable ScheduledExecutorService timer;
    private boolean ended;
    private @Nullable ServiceRegistration<TlsState> state;
    private @Nullable ServiceRegistration<ConnectorFactory> connector;

    @Activate
    public Tls(
            BundleContext bundles,
            @Reference ConfigurationAdmin configurations,
            @Reference PortOpener opening,
            Config config) {
        this.bundles = bundles;
        this.config = config;
        this.configurations = configurations;
        this.opening = opening;
        if (config.port() <= 0) {
            return;
        }
        CertificateWatch watch = new CertificateWatch(config.warn_days());
        state = bundles.registerService(TlsState.class, watch, null);
        timer = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "pishkhan-tls");
            thread.setDaemon(true);
            return thread;
        });
        // never on the thread that starts the hub, because a password's file may be on a server that does not answer
        timer.scheduleWithFixedDelay(() -> update(watch), 0, LOOK_SECONDS, TimeUnit.SECONDS);
    }

    /** Creates the connector or checks its files. Missing files or passwords may be added later. */
    private void update(CertificateWatch watch) {
        if (isServed()) {
            watch.check();
            return;
        }
        try {
            ServerKeyFiles files = files(config);
            HttpsFactory factory = new HttpsFactory(
                    config.host(),
                    config.port(),
                    clients(config),
                    config.protocols().strip().split("\\s*,\\s*"),
                    files,
                    watch.readFirst(files),
                    configurations,
                    opening);
            watch.serve(factory);
            register(factory);
        } catch (RuntimeException e) {
            reportFailure(watch, e);
        }
    }

    /**
     * Returns {@code true} once the connector is registered. Only this check holds the lock, not the reading of files,
     * so that {@link #stop} never waits for a file server.
     */
    private synchronized boolean isServed() {
        return connector != null;
    }

    private synchronized void register(HttpsFactory factory) {
        if (!ended) {
            connector = bundles.registerService(ConnectorFactory.class, factory, null);
        }
    }

    /** Reports the failure to the watch, unless {@link #stop} has ended this component and interrupted the work. */
    private synchronized void reportFailure(CertificateWatch watch, RuntimeException e) {
        if (!ended) {
            watch.reportFailure(e);
        }
    }

    private static ServerKeyFiles files(Config config) {
        boolean trusts = clients(config) != HttpsFactory.Clients.NONE;
        if (trusts && config.truststore().isBlank()) {
            throw new IllegalArgumentException("clients=" + config.clients() + " needs a truststore.");
        }
        return new ServerKeyFiles(
                Path.of(config.keystore()),
                Secrets.resolve(config.keystore_password()).toCharArray(),
                trusts ? Path.of(config.truststore()) : null,
                trusts ? Secrets.resolve(config.truststore_password()).toCharArray() : new char[0]);
    }

    private static HttpsFactory.Clients clients(Config config) {
        String text = config.clients().strip().toUpperCase(Locale.ROOT);
        if (!Set.of("NONE", "WANTS", "NEEDS").contains(text)) {
            throw new IllegalArgumentException("clients must be none, wants or needs, not " + config.clients() + ".");
        }
        return HttpsFactory.Clients.valueOf(text);
    }

    @Deactivate
    synchronized void stop() {
        ended = true;
        if (timer != null) {
            timer.shutdownNow();
        }
        if (state != null) {
            state.unregister();
        }
        if (connector != null) {
            connector.unregister();
        }
    }
}
