package city.pishkhan.tls.internal;

import org.apache.felix.http.jetty.ConnectorFactory;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.osgi.service.cm.ConfigurationAdmin;

/** Creates the HTTPS connector for each server. */
final class HttpsFactory implements ConnectorFactory {
    static final String NAME = "https";

    private final String host;
    private final int port;
    private final SslContextFactory.Server ssl;
    private final ConfigurationAdmin configurations;
    private final PortOpener opening;

    /** Handling of client certificates: not requested, optional or required. */
    enum Clients {
        NONE,
        WANTS,
        NEEDS
    }

    HttpsFactory(
            String host,
            int port,
            Clients clients,
            String[] protocols,
            ServerKeyFiles files,
            ServerKeyFiles.Read read,
            ConfigurationAdmin configurations,
            PortOpener opening) {
        this.configurations = configurations;
        this.opening = opening;
        this.host = host;
        this.port = port;
        ssl = new SslContextFactory.Server();
        ssl.setIncludeProtocols(protocols);
        ssl.setWantClientAuth(clients == Clients.WANTS);
        ssl.setNeedClientAuth(clients == Clients.NEEDS);
        ssl.setRenegotiationAllowed(false);
        setKeys(ssl, files, read);
    }

    private static void setKeys(SslContextFactory ssl, ServerKeyFiles files, ServerKeyFiles.Read read) {
        ssl.setKeyStore(read.keystore());
        ssl.setKeyStorePassword(new String(files.keystorePassword()));
        if (read.truststore() != null) {
            ssl.setTrustStore(read.truststore());
        }
    }

    /** Uses new certificates for new connections; open connections continue. */
    void renew(ServerKeyFiles files, ServerKeyFiles.Read read) throws Exception {
        if (ssl.isStarted()) {
            ssl.reload(factory -> setKeys(factory, files, read));
        } else {
            setKeys(ssl, files, read);
        }
    }

    @Override
    public Connector createConnector(Server server) {
        HttpSettings settings = HttpSettings.now(configurations);
        HttpConfiguration http = BoundedConnector.http(settings);
        // the host name is not checked, because a client that connects by IP address sends no name
        http.addCustomizer(new SecureRequestCustomizer(false));
        ServerConnector connector = BoundedConnector.of(
                server,
                NAME,
                host,
                port,
                settings,
                new SslConnectionFactory(ssl, HttpVersion.HTTP_1_1.asString()),
                new HttpConnectionFactory(http));
        opening.keepClosed(connector);
        return connector;
    }
}
