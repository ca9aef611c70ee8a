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

/** Makes the HTTPS connector of whatever server asks for it. */
final class HttpsFactory implements ConnectorFactory {
    private static final int HEADER_BYTES = 16_384;
    private static final long IDLE_MILLIS = 60_000;

    private final String host;
    private final int port;
    private final SslContextFactory.Server ssl;

    /** What a client's certificate is to the connector: not asked for, welcome, or demanded. */
    enum Clients {
        NONE,
        WANTS,
        NEEDS
    }

    HttpsFactory(String host, int port, Clients clients, String[] protocols, KeyFiles files, KeyFiles.Read read) {
        this.host = host;
        this.port = port;
        ssl = new SslContextFactory.Server();
        ssl.setIncludeProtocols(protocols);
        ssl.setWantClientAuth(clients == Clients.WANTS);
        ssl.setNeedClientAuth(clients == Clients.NEEDS);
        ssl.setRenegotiationAllowed(false);
        keys(ssl, files, read);
    }

    private static void keys(SslContextFactory ssl, KeyFiles files, KeyFiles.Read read) {
        ssl.setKeyStore(read.keystore());
        ssl.setKeyStorePassword(new String(files.keystorePassword()));
        if (read.truststore() != null) {
            ssl.setTrustStore(read.truststore());
        }
    }

    /** Shows the new certificates from the next connection on; those that are open go on. */
    void renew(KeyFiles files, KeyFiles.Read read) throws Exception {
        if (ssl.isStarted()) {
            ssl.reload(factory -> keys(factory, files, read));
        } else {
            keys(ssl, files, read);
        }
    }

    @Override
    public Connector createConnector(Server server) {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(HEADER_BYTES);
        // whoever comes by address sends no name to check
        http.addCustomizer(new SecureRequestCustomizer(false));
        ServerConnector connector = new ServerConnector(
                server,
                new SslConnectionFactory(ssl, HttpVersion.HTTP_1_1.asString()),
                new HttpConnectionFactory(http));
        connector.setName("https");
        connector.setHost(host);
        connector.setPort(port);
        connector.setIdleTimeout(IDLE_MILLIS);
        return connector;
    }
}
