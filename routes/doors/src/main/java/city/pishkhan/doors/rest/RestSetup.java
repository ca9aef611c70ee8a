package city.pishkhan.doors.rest;

import java.util.Objects;
import org.apache.camel.component.cxf.jaxrs.CxfRsConfigurer;
import org.apache.cxf.Bus;
import org.apache.cxf.endpoint.Server;
import org.apache.cxf.feature.AbstractFeature;
import org.apache.cxf.jaxrs.AbstractJAXRSFactoryBean;
import org.apache.cxf.jaxrs.JAXRSServiceImpl;
import org.apache.cxf.jaxrs.client.Client;
import org.apache.cxf.jaxrs.provider.ServerProviderFactory;

/**
 * Removes the query parameters by which JAX-RS overrides a request: {@code _method}, {@code _type}, {@code _ctype} and
 * {@code _wadl}. The gate has checked the request without these overrides. Also installs the index of operations.
 */
public final class RestSetup implements CxfRsConfigurer {

    @Override
    public void configure(AbstractJAXRSFactoryBean factory) {
        factory.getFeatures().add(new ServerSetup());
    }

    @Override
    public void configureServer(Server server) {
        // Camel does not call this method for REST endpoints
    }

    @Override
    public void configureClient(Client client) {
        // nothing to configure: doors are servers and have no CXF clients
    }

    /** Removes the endpoint's request preprocessor, after the CXF server factory has set the preprocessor. */
    private static final class ServerSetup extends AbstractFeature {
        @Override
        public void initialize(Server server, Bus bus) {
            ServerProviderFactory providers = Objects.requireNonNull(
                    (ServerProviderFactory) server.getEndpoint().get(ServerProviderFactory.class.getName()));
            providers.setRequestPreprocessor(null);
            ((JAXRSServiceImpl) server.getEndpoint().getService())
                    .getClassResourceInfos()
                    .forEach(IndexedOperations::install);
        }
    }
}
