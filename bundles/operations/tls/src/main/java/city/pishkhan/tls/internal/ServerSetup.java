package city.pishkhan.tls.internal;

import org.apache.felix.http.jetty.ConnectorFactory;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.ContextHandler;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Replaces the error pages of the HTTP server at each start. It is a connector factory because Felix passes its server
 * only to such factories; the connector that it creates removes itself.
 */
@Component(service = ConnectorFactory.class)
public final class ServerSetup implements ConnectorFactory {

    private final PortOpener opening;

    @Activate
    public ServerSetup(@Reference PortOpener opening) {
        this.opening = opening;
    }

    @Override
    public Connector createConnector(Server server) {
        ServerProblems problems = new ServerProblems(opening::hasHandler, opening::changed);
        server.setErrorHandler(problems);
        server.getDescendants(ContextHandler.class).forEach(context -> context.setErrorHandler(problems));
        return new NoConnector(server);
    }
}
