package city.pishkhan.fire.internal;

import jakarta.servlet.ServletConfig;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import org.apache.cxf.Bus;
import org.apache.cxf.bus.CXFBusFactory;
import org.apache.cxf.jaxws.JaxWsServerFactoryBean;
import org.apache.cxf.transport.servlet.CXFNonSpringServlet;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** A department on a real port: {@code /soap} serves the contract, {@code /raw} sends scripted replies. */
final class Department implements AutoCloseable {

    /** Handles a request to the raw endpoint. */
    interface Script {
        void run(HttpServletRequest request, HttpServletResponse response) throws IOException;
    }

    private final Server server = new Server(0);
    private final Bus bus = new CXFBusFactory().createBus();
    volatile Script script;

    Department(Object soap) throws Exception {
        ServletContextHandler servlets = new ServletContextHandler("/");
        servlets.addServlet(new ServletHolder(new Soap(bus)), "/*");
        servlets.addServlet(
                new ServletHolder(new HttpServlet() {
                    @Override
                    protected void service(HttpServletRequest request, HttpServletResponse response)
                            throws IOException {
                        request.getInputStream().readAllBytes();
                        script.run(request, response);
                    }
                }),
                "/raw");
        JaxWsServerFactoryBean factory = new JaxWsServerFactoryBean();
        factory.setBus(bus);
        factory.setAddress("/soap");
        factory.setServiceBean(soap);
        factory.setProperties(java.util.Map.of("mtom-enabled", true, "schema-validation-enabled", "IN"));
        factory.create();
        server.setHandler(servlets);
        server.setStopTimeout(0);
        server.start();
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + ((ServerConnector) server.getConnectors()[0]).getLocalPort() + path);
    }

    /**
     * Makes the raw endpoint reply with an XML document.
     *
     * @param status HTTP status
     */
    void replyWith(int status, String xml) {
        script = (request, response) -> {
            response.setStatus(status);
            response.setContentType("text/xml;charset=UTF-8");
            response.getWriter().write(xml);
        };
    }

    @Override
    public void close() throws Exception {
        server.stop();
        bus.shutdown(true);
    }

    private static final class Soap extends CXFNonSpringServlet {
        private static final long serialVersionUID = 1L;

        Soap(Bus bus) {
            setBus(bus);
        }

        @Override
        protected void loadBus(ServletConfig config) {
            // nothing to load, because the constructor has set the bus
        }
    }
}
