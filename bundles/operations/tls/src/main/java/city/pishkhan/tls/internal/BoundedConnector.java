package city.pishkhan.tls.internal;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Creates connectors that limit their connections, pipelined requests and slow clients. */
final class BoundedConnector {
    private static final Logger LOG = LoggerFactory.getLogger(BoundedConnector.class);
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private BoundedConnector() {}

    /**
     * Size of the send buffer requested from the operating system, which doubles it. With a buffer of megabytes, a slow
     * client would be noticed only after minutes.
     */
    private static final int SEND_BUFFER_BYTES = 1 << 16;

    /** Length of the accept queue. The default is 50; further clients would have to retry after a second. */
    static final int ACCEPT_QUEUE = 1_024;

    static HttpConfiguration http(HttpSettings settings) {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(settings.headerBytes());
        http.addCustomizer(new HeaderLimits());
        return http;
    }

    static ServerConnector of(
            Server server, String name, String host, int port, HttpSettings settings, ConnectionFactory... protocols) {
        WaitingConnector connector = new WaitingConnector(server, settings.connections(), protocols);
        connector.setName(name);
        connector.setHost(host);
        connector.setPort(port);
        connector.setIdleTimeout(settings.idleMillis());
        connector.setAcceptQueueSize(ACCEPT_QUEUE);
        connector.setAcceptedSendBufferSize(SEND_BUFFER_BYTES);
        AdaptiveIdleTimeout idleTimeout = new AdaptiveIdleTimeout(connector, settings);
        connector.addBean(idleTimeout);
        SlowClientMonitor watch = new SlowClientMonitor(connector, settings.pace(), idleTimeout::idleMillis);
        connector.addBean(watch);
        connector.addBean(new ConnectionLimit(watch::pace));
        PipelineLimit pipelined = new PipelineLimit(() -> watch.pace().pipelined());
        for (ConnectionFactory protocol : protocols) {
            if (protocol instanceof HttpConfiguration.ConnectionFactory http) {
                http.getHttpConfiguration().addCustomizer(pipelined);
            }
        }
        limitConnections(connector, settings);
        return connector;
    }

    /** Accepts connections: one at a time if {@code one} is {@code true}, otherwise up to the configured number. */
    static void open(ServerConnector connector, boolean one) {
        if (connector instanceof WaitingConnector ours) {
            ours.limit.setMaxNetworkConnectionCount(one ? 1 : ours.connections);
        }
        connector.setAccepting(true);
    }

    private static void limitConnections(WaitingConnector connector, HttpSettings settings) {
        NetworkConnectionLimit limit = new NetworkConnectionLimit(settings.connections(), connector);
        connector.limit = limit;
        limit.setEndPointIdleTimeout(settings.idleMillisAtLimit());
        try {
            // the limit is started here, not by the connector: a connector that stops the limit would stop it twice,
            // because the limit also removes itself from the connector
            limit.start();
        } catch (Exception e) {
            throw new IllegalStateException("Connections cannot be counted", e);
        }
    }

    /**
     * A connector that waits for its port, which the server's own connector has just released. Without waiting the hub would
     * run without the port.
     */
    private static final class WaitingConnector extends ServerConnector {
        private final int connections;
        private NetworkConnectionLimit limit;

        WaitingConnector(Server server, int connections, ConnectionFactory... protocols) {
            super(server, protocols);
            this.connections = connections;
        }

        @Override
        protected SocketChannelEndPoint newEndPoint(SocketChannel channel, ManagedSelector selector, SelectionKey key) {
            MeteredEndPoint endPoint = new MeteredEndPoint(channel, selector, key, getScheduler());
            endPoint.setIdleTimeout(getIdleTimeout());
            return endPoint;
        }

        @Override
        protected ServerSocketChannel openAcceptChannel() throws IOException {
            ServerSocketChannel early = EarlyPort.handOver(getHost(), getPort());
            if (early != null) {
                return early;
            }
            long begin = System.nanoTime();
            for (boolean isLogged = false; ; isLogged = true) {
                try {
                    return super.openAcceptChannel();
                } catch (IOException e) {
                    if (System.nanoTime() - begin > PATIENCE_NANOS) {
                        throw e;
                    }
                    if (!isLogged) {
                        LOG.warn("Waiting for port {}: {}", getPort(), e.getMessage());
                    }
                    LockSupport.parkNanos(PAUSE_NANOS);
                }
            }
        }
    }

    /**
     * While there are many connections, gives new ones a shorter idle timeout. Jetty's connection limit shortens only
     * the timeout of existing connections.
     */
    private record AdaptiveIdleTimeout(ServerConnector connector, HttpSettings settings)
            implements Connection.Listener {

        private boolean isCrowded() {
            int many = settings.connections() - settings.connections() / 4;
            return connector.getConnectedEndPoints().size() > many;
        }

        private long idleMillis() {
            return isCrowded() ? settings.idleMillisAtLimit() : settings.idleMillis();
        }

        @Override
        public void onOpened(Connection connection) {
            if (isCrowded()) {
                connection.getEndPoint().setIdleTimeout(settings.idleMillisAtLimit());
            }
        }
    }
}
