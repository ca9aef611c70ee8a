package city.pishkhan.tls.internal;

import city.pishkhan.tls.AdminPort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.felix.http.jetty.ConnectorFactory;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.jspecify.annotations.Nullable;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Creates the connector of {@link AdminPort}. If its port is in use, the hub starts without the connector and retries.
 */
@Component(service = ConnectorFactory.class)
public final class AdminFactory implements ConnectorFactory {
    static final String NAME = "admin";

    private static final Logger LOG = LoggerFactory.getLogger(AdminFactory.class);
    static final String HOST = "127.0.0.1";
    private static final Set<String> HOSTS = Set.of(HOST, "localhost", "[::1]", "::1");
    private static final long RETRY_MILLIS = 200;
    /** Attempts between two log messages about a lasting failure; 300 attempts take about a minute. */
    private static final int QUIET_FAILURES = 300;

    /**
     * Number of attempts before the first failure is logged, because a restarting server holds its former port for a
     * moment.
     */
    private static final int QUIET_TRIES = 50;

    private final ConfigurationAdmin configurations;
    private final PortOpener opening;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "pishkhan-admin-port");
        thread.setDaemon(true);
        return thread;
    });

    private @Nullable Server server;
    private @Nullable ServerConnector added;

    @Activate
    public AdminFactory(@Reference ConfigurationAdmin configurations, @Reference PortOpener opening) {
        this.configurations = configurations;
        this.opening = opening;
    }

    /** @return a connector without a port; the real connector is added once its port is free */
    @Override
    public Connector createConnector(Server wanted) {
        HttpSettings settings = HttpSettings.now(configurations);
        synchronized (this) {
            server = wanted;
            added = null;
        }
        if (settings.adminPort() > 0) {
            timer.execute(() -> open(wanted, settings, 1));
        }
        return new NoConnector(wanted);
    }

    private void open(Server wanted, HttpSettings settings, int tries) {
        synchronized (this) {
            if (server != wanted || wanted.isStopping()) {
                return;
            }
            try {
                if (wanted.isStarted()
                        && (EarlyPort.canHandOver(settings.adminPort()) || isFree(settings.adminPort()))) {
                    start(wanted, settings);
                    return;
                }
                if (tries == QUIET_TRIES) {
                    LOG.warn(
                            "The admin port {} is used by another program. Set pishkhan.admin.port to another port. Opening the port is retried.",
                            settings.adminPort());
                }
            } catch (Exception e) {
                if (tries % QUIET_FAILURES == 0) {
                    LOG.warn(
                            "The admin port {} cannot be opened and is retried: {}",
                            settings.adminPort(),
                            e.toString());
                }
            }
        }
        timer.schedule(() -> open(wanted, settings, tries + 1), RETRY_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void start(Server wanted, HttpSettings settings) throws Exception {
        HttpConfiguration http = BoundedConnector.http(settings);
        http.addCustomizer(AdminFactory::mark);
        ServerConnector connector = BoundedConnector.of(
                wanted, NAME, HOST, settings.adminPort(), settings, new HttpConnectionFactory(http));
        opening.keepClosed(connector);
        wanted.addConnector(connector);
        try {
            connector.start();
        } catch (Exception e) {
            wanted.removeConnector(connector);
            throw e;
        }
        added = connector;
    }

    private static boolean isFree(int port) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Marks a request whose Host header names this machine. A web page that resolves its own name to 127.0.0.1 (DNS
     * rebinding) is not marked.
     */
    private static Request mark(Request request, HttpFields.Mutable answered) {
        String host = Request.getServerName(request);
        if (host != null && HOSTS.contains(host)) {
            request.setAttribute(AdminPort.ATTRIBUTE, Boolean.TRUE);
        }
        return request;
    }

    @Deactivate
    void stop() throws Exception {
        timer.shutdownNow();
        synchronized (this) {
            if (added != null) {
                added.stop();
                Objects.requireNonNull(server).removeConnector(added);
                added = null;
            }
            server = null;
        }
    }
}
