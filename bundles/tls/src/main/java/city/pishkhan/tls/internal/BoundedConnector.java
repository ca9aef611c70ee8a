package city.pishkhan.tls.internal;

import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** Makes connectors that no number of connections takes the room from others in. */
final class BoundedConnector {

    private BoundedConnector() {}

    static HttpConfiguration http(HttpSettings settings) {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(settings.headerBytes());
        return http;
    }

    static ServerConnector of(
            Server server, String name, String host, int port, HttpSettings settings, ConnectionFactory... protocols) {
        ServerConnector connector = new ServerConnector(server, protocols);
        connector.setName(name);
        connector.setHost(host);
        connector.setPort(port);
        connector.setIdleTimeout(settings.idleMillis());
        connector.addBean(new Crowded(connector, settings));
        bound(connector, settings);
        return connector;
    }

    private static void bound(ServerConnector connector, HttpSettings settings) {
        NetworkConnectionLimit limit = new NetworkConnectionLimit(settings.connections(), connector);
        limit.setEndPointIdleTimeout(settings.crowdedMillis());
        try {
            // by hand: it takes itself out of a connector that stops it, which then would stop it again
            limit.start();
        } catch (Exception e) {
            throw new IllegalStateException("Connections cannot be counted", e);
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
