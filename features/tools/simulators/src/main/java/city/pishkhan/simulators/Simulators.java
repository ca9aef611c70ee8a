package city.pishkhan.simulators;

import city.pishkhan.simulators.bank.MellatPartner;
import city.pishkhan.simulators.bank.SamanPartner;
import city.pishkhan.simulators.fire.FirePartner;
import city.pishkhan.simulators.malware.ClamdPartner;
import city.pishkhan.simulators.numbers.NumbersPartner;
import city.pishkhan.simulators.olderarchive.OlderArchivePartner;
import city.pishkhan.simulators.planning.PlanningPartner;
import city.pishkhan.simulators.post.PostPartner;
import city.pishkhan.simulators.site.Control;
import city.pishkhan.simulators.site.FaultHandler;
import city.pishkhan.simulators.site.Ledger;
import city.pishkhan.simulators.site.LedgerServlet;
import city.pishkhan.simulators.site.OperatorServlet;
import city.pishkhan.simulators.site.Options;
import city.pishkhan.simulators.site.Partner;
import city.pishkhan.simulators.site.Site;
import city.pishkhan.simulators.sms.SmsPartner;
import city.pishkhan.simulators.utilities.TelecomPartner;
import city.pishkhan.simulators.utilities.UtilityPartner;
import city.pishkhan.simulators.utilities.UtilityRules;
import city.pishkhan.simulators.vehicles.VehiclesPartner;
import city.pishkhan.simulators.witness.WitnessPartner;
import jakarta.servlet.ServletConfig;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.cxf.Bus;
import org.apache.cxf.bus.CXFBusFactory;
import org.apache.cxf.transport.servlet.CXFNonSpringServlet;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The simulated partner systems of the demo and the tests: one process and port, with a path and a durable ledger per partner. */
public final class Simulators implements AutoCloseable {

    private static final long IDLE_MS = 600_000;

    private final List<Partner> partners;
    private final List<Ledger> ledgers = new ArrayList<>();
    private final Server server = new Server(new QueuedThreadPool(200, 8));
    private final ServerConnector connector;

    /** @throws IOException if the port is in use or a ledger cannot be read */
    public Simulators(Options options, List<Partner> partners) throws Exception {
        this.partners = partners;
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setHost(options.host());
        connector.setPort(options.port());
        connector.setAcceptQueueSize(1024);
        // longer than any time-out of the hub, because a partner with the fault HANG must not close the connection
        // first
        connector.setIdleTimeout(IDLE_MS);
        server.addConnector(connector);
        server.setStopTimeout(0);
        mount(options);
        server.start();
    }

    private void mount(Options options) throws IOException {
        Bus bus = new CXFBusFactory().createBus();
        ServletContextHandler servlets = new ServletContextHandler("/");
        ServletHolder soap = new ServletHolder(new SoapServlet(bus));
        soap.setInitParameter("hide-service-list-page", "true");
        servlets.addServlet(soap, "/*");
        Map<String, Control> controls = new LinkedHashMap<>();
        for (Partner partner : partners) {
            Ledger ledger = Ledger.open(options.data().resolve(partner.name().replace('/', '-') + ".jsonl"));
            ledgers.add(ledger);
            Control control = new Control();
            controls.put(partner.name(), control);
            servlets.addServlet(new ServletHolder(new LedgerServlet(ledger)), "/" + partner.name() + "/ledger");
            partner.mount(new Site(partner.name(), ledger, control, options, servlets, bus));
        }
        servlets.addServlet(new ServletHolder(new OperatorServlet(controls)), "/control/*");
        server.setHandler(new FaultHandler(servlets, controls));
    }

    /** Returns the port that the server listens on. */
    public int port() {
        return connector.getLocalPort();
    }

    @Override
    public void close() throws Exception {
        server.stop();
        partners.forEach(Partner::close);
        for (Ledger ledger : ledgers) {
            ledger.close();
        }
    }

    /** Returns all partners. */
    public static List<Partner> all() {
        return List.of(
                new FirePartner(),
                new UtilityPartner("water", UtilityRules.WATER),
                new UtilityPartner("electricity", UtilityRules.ELECTRICITY),
                new UtilityPartner("gas", UtilityRules.GAS),
                new TelecomPartner(),
                new PlanningPartner(),
                new MellatPartner(),
                new SamanPartner(),
                new SmsPartner(),
                new NumbersPartner(),
                new PostPartner(),
                new VehiclesPartner(),
                new WitnessPartner(),
                new ClamdPartner(),
                new OlderArchivePartner());
    }

    /** Starts the simulators with {@link Options} and runs until the process is killed. */
    public static void main(String[] arguments) throws Exception {
        System.setProperty(
                "org.slf4j.simpleLogger.defaultLogLevel",
                System.getProperty("org.slf4j.simpleLogger.defaultLogLevel", "warn"));
        try {
            Options options = Options.parse(List.of(arguments));
            Simulators simulators = new Simulators(options, all());
            System.out.printf("simulators ready on http://%s:%d%n", options.host(), simulators.port());
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(64);
        } catch (IOException e) {
            System.err.println("simulators cannot start: " + e.getMessage());
            System.exit(1);
        }
    }

    /** Serves the SOAP endpoints of all partners from one bus. */
    private static final class SoapServlet extends CXFNonSpringServlet {
        private static final long serialVersionUID = 1L;

        SoapServlet(Bus bus) {
            setBus(bus);
        }

        @Override
        protected void loadBus(ServletConfig config) {
            // must not create a bus: the constructor received one, and its endpoints were registered before the servlet
            // started
        }
    }
}
