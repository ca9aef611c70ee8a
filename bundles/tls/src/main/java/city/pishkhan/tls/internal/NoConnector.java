package city.pishkhan.tls.internal;

import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** Listens to nothing and leaves the server as soon as it starts: for factories that the server calls only to show itself. */
final class NoConnector extends ServerConnector {

    NoConnector(Server server) {
        super(server);
    }

    @Override
    protected void doStart() {
        getServer().removeConnector(this);
    }

    @Override
    protected void doStop() {
        // nothing was begun
    }
}
