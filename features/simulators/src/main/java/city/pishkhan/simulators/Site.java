package city.pishkhan.simulators;

import jakarta.servlet.http.HttpServlet;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.cxf.Bus;
import org.apache.cxf.jaxws.JaxWsServerFactoryBean;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;

/** What one partner is given: its ledger, its control, a place on the server, and the hub's address. */
public final class Site {

    private final String name;
    private final Ledger ledger;
    private final Control control;
    private final Options options;
    private final ServletContextHandler servlets;
    private final Bus bus;

    Site(String name, Ledger ledger, Control control, Options options, ServletContextHandler servlets, Bus bus) {
        this.name = name;
        this.ledger = ledger;
        this.control = control;
        this.options = options;
        this.servlets = servlets;
        this.bus = bus;
    }

    public String name() {
        return name;
    }

    public Ledger ledger() {
        return ledger;
    }

    public Control control() {
        return control;
    }

    public URI hub() {
        return options.hub();
    }

    /** A file of this partner's own, beside its ledger. @param suffix of its name, e.g. {@code .secret} */
    public Path file(String suffix) {
        return options.data().resolve(name.replace('/', '-') + suffix);
    }

    /** Where this bank's settlement files go, if they are to go anywhere. */
    public Optional<Path> settlement() {
        return Optional.ofNullable(options.settlement()).map(all -> all.resolve(name.substring(name.indexOf('/') + 1)));
    }

    /** A credential of this partner, e.g. {@code token} or {@code hub.password}; see {@link Options}. */
    public Optional<String> credential(String key) {
        Properties all = options.credentials();
        return Optional.ofNullable(all.getProperty(name + "." + key)).filter(value -> !value.isBlank());
    }

    /**
     * Puts a servlet up.
     *
     * @param path below the partner's own, e.g. {@code /inquiries/*}
     */
    public void servlet(String path, HttpServlet servlet) {
        servlets.addServlet(new ServletHolder(servlet), "/" + name + path);
    }

    /**
     * Puts a servlet up at the operator's door, where no fault of the partner reaches it.
     *
     * @param path below the partner's own there, e.g. {@code /settlement}
     */
    public void operator(String path, HttpServlet servlet) {
        servlets.addServlet(new ServletHolder(servlet), "/control/" + name + path);
    }

    /**
     * Puts a SOAP endpoint up; requests are validated against the contract's schema.
     *
     * @param path           below the partner's own, may be empty
     * @param implementation class annotated with {@code @WebService}
     */
    public void soap(String path, Object implementation) {
        soap(path, implementation, true);
    }

    /** As {@link #soap(String, Object)}. @param mtom whether replies are MTOM packages, or plain envelopes as in the days before it */
    public void soap(String path, Object implementation, boolean mtom) {
        JaxWsServerFactoryBean factory = new JaxWsServerFactoryBean();
        factory.setBus(bus);
        factory.setAddress("/" + name + path);
        factory.setServiceBean(implementation);
        factory.setProperties(new java.util.HashMap<>(Map.of("mtom-enabled", mtom, "schema-validation-enabled", "IN")));
        factory.create();
    }
}
