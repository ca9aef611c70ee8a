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

/** Makes connectors that no number of connections takes the room from others in. */
final class BoundedConnector {
    private static final Logger LOG = LoggerFactory.getLogger(BoundedConnector.class);
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private BoundedConnector() {}

    /**
     * So much of an answer the system keeps for a client, and doubles it. Without a bound it would be megabytes, and a slow client would be
     * seen to read once in minutes, a third of them at a time.
     */
    private static final int SEND_BUFFER_BYTES = 1 << 16;

    /** Connections that the system keeps until they are accepted; without a number it keeps 50, and others try again after a second. */
    private static final int ACCEPT_QUEUE = 1_024;

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
        connector.addBean(new Crowded(connector, settings));
        AnswerWatch watch = new AnswerWatch(connector, settings.pace());
        connector.addBean(watch);
        PipelineLimit pipelined = new PipelineLimit(() -> watch.pace().pipelined());
        for (ConnectionFactory protocol : protocols) {
            if (protocol instanceof HttpConfiguration.ConnectionFactory http) {
                http.getHttpConfiguration().addCustomizer(pipelined);
            }
        }
        bound(connector, settings);
        return connector;
    }

    /** Lets one in, or as many as its settings say. */
    static void open(ServerConnector connector, boolean one) {
        if (connector instanceof WaitingConnector ours) {
            ours.limit.setMaxNetworkConnectionCount(one ? 1 : ours.connections);
        }
        connector.setAccepting(true);
    }

    private static void bound(WaitingConnector connector, HttpSettings settings) {
        NetworkConnectionLimit limit = new NetworkConnectionLimit(settings.connections(), connector);
        connector.limit = limit;
        limit.setEndPointIdleTimeout(settings.crowdedMillis());
        try {
            // by hand: it takes itself out of a connector that stops it, which then would stop it again
            limit.start();
        } catch (Exception e) {
            throw new IllegalStateException("Connections cannot be counted", e);
        }
    }

    /**
     * Waits for its port: the server's own connector, in whose place it comes, had it until a moment ago. Nobody would try again, and the hub
     * would run without its doors.
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
            PacedEndPoint endPoint = new PacedEndPoint(channel, selector, key, getScheduler());
            endPoint.setIdleTimeout(getIdleTimeout());
            return endPoint;
        }

        @Override
        protected ServerSocketChannel openAcceptChannel() throws IOException {
            long begin = System.nanoTime();
            for (boolean told = false; ; told = true) {
                try {
                    return super.openAcceptChannel();
                } catch (IOException e) {
                    if (System.nanoTime() - begin > PATIENCE_NANOS) {
                        throw e;
                    }
                    if (!told) {
                        LOG.warn("Port {} is waited for: {}", getPort(), e.getMessage());
                    }
                    LockSupport.parkNanos(PAUSE_NANOS);
                }
            }
        }
    }

    /** Whoever comes while there are many already gets little time to be silent; the limit itself tells only those who were there before. */
    private record Crowded(ServerConnector connector, HttpSettings settings) implements Connection.Listener {

        @Override
        public void onOpened(Connection connection) {
            int many = settings.connections() - settings.connections() / 4;
            if (connector.getConnectedEndPoints().size() > many) {
                connection.getEndPoint().setIdleTimeout(settings.crowdedMillis());
            }
        }
    }
}
