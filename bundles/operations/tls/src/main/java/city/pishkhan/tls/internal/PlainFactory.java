package city.pishkhan.tls.internal;

import java.util.List;
import java.util.Set;
import org.apache.felix.http.jetty.ConnectorFactory;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Replaces Jetty's own connector for HTTP without TLS by a connector with limits. */
@Component(service = ConnectorFactory.class)
public final class PlainFactory implements ConnectorFactory {
    private static final String NAME = "http";
    private static final Set<String> OURS = Set.of(NAME, HttpsFactory.NAME, AdminFactory.NAME);

    private final ConfigurationAdmin configurations;
    private final PortOpener opening;

    @Activate
    public PlainFactory(@Reference ConfigurationAdmin configurations, @Reference PortOpener opening) {
        this.configurations = configurations;
        this.opening = opening;
    }

    @Override
    public Connector createConnector(Server server) {
        HttpSettings settings = HttpSettings.now(configurations);
        // Set.of would throw an exception for two equal ports, and both ports may be 0
        EarlyPort.keepOnly(Set.copyOf(List.of(settings.port(), settings.adminPort())));
        for (Connector connector : server.getConnectors()) {
            if (connector instanceof ServerConnector its && !OURS.contains(String.valueOf(its.getName()))) {
                remove(server, its);
            }
        }
        ServerConnector connector = BoundedConnector.of(
                server,
                NAME,
                settings.host(),
                settings.port(),
                settings,
                new HttpConnectionFactory(BoundedConnector.http(settings)));
        opening.keepClosed(connector);
        return connector;
    }

    private static void remove(Server server, ServerConnector its) {
        try {
            its.stop();
        } catch (Exception e) {
            throw new IllegalStateException("The server's own connector does not stop", e);
        }
        server.removeConnector(its);
    }
}
