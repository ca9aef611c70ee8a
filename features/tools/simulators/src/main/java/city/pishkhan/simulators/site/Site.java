package city.pishkhan.simulators.site;

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

/** Environment of one partner: its ledger, its {@link Control}, its paths on the server, and the hub's address. */
public final class Site {

    private final String name;
    private final Ledger ledger;
    private final Control control;
    private final Options options;
    private final ServletContextHandler servlets;
    private final Bus bus;

    public Site(String name, Ledger ledger, Control control, Options options, ServletContextHandler servlets, Bus bus) {
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

    /**
     * Returns the path of a file of this partner, in the folder of its ledger.
     *
     * @param suffix suffix of the file name, e.g. {@code .secret}
     */
    public Path file(String suffix) {
        return options.data().resolve(name.replace('/', '-') + suffix);
    }

    /** Returns the folder for this bank's settlement files, if one is configured. */
    public Optional<Path> settlement() {
        return Optional.ofNullable(options.settlement()).map(all -> all.resolve(name.substring(name.indexOf('/') + 1)));
    }

    /** Returns a credential of this partner, e.g. {@code token} or {@code hub.password}; see {@link Options}. */
    public Optional<String> credential(String key) {
        Properties all = options.credentials();
        return Optional.ofNullable(all.getProperty(name + "." + key)).filter(value -> !value.isBlank());
    }

    /**
     * Registers a servlet.
     *
     * @param path path below the partner's base path, e.g. {@code /inquiries/*}
     */
    public void servlet(String path, HttpServlet servlet) {
        servlets.addServlet(new ServletHolder(servlet), "/" + name + path);
    }

    /**
     * Registers a servlet below {@code /control}, where the partner's faults have no effect.
     *
     * @param path path below the partner's control path, e.g. {@code /settlement}
     */
    public void operator(String path, HttpServlet servlet) {
        servlets.addServlet(new ServletHolder(servlet), "/control/" + name + path);
    }

    /**
     * Registers a SOAP endpoint whose requests are validated against the contract's schema.
     *
     * @param path           path below the partner's base path, may be empty
     * @param implementation instance of a class annotated with {@code @WebService}
     */
    public void soap(String path, Object implementation) {
        soap(path, implementation, true);
    }

    /**
     * Registers a SOAP endpoint as {@link #soap(String, Object)} does.
     *
     * @param mtom {@code true} for replies as MTOM packages, {@code false} for plain envelopes
     */
    public void soap(String path, Object implementation, boolean mtom) {
        JaxWsServerFactoryBean factory = new JaxWsServerFactoryBean();
        factory.setBus(bus);
        factory.setAddress("/" + name + path);
        factory.setServiceBean(implementation);
        factory.setProperties(new java.util.HashMap<>(Map.of("mtom-enabled", mtom, "schema-validation-enabled", "IN")));
        factory.create();
    }
}
