package city.pishkhan.tls.internal;

import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** A connector without a port that removes itself when the server starts, for factories that only need the server object. */
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
        // nothing to stop, because this connector opens no port
    }
}
