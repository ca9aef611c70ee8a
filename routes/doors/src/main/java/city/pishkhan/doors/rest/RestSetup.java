package city.pishkhan.doors.rest;

import org.apache.camel.component.cxf.jaxrs.CxfRsConfigurer;
import org.apache.cxf.Bus;
import org.apache.cxf.endpoint.Server;
import org.apache.cxf.feature.AbstractFeature;
import org.apache.cxf.jaxrs.AbstractJAXRSFactoryBean;
import org.apache.cxf.jaxrs.JAXRSServiceImpl;
import org.apache.cxf.jaxrs.client.Client;
import org.apache.cxf.jaxrs.provider.ServerProviderFactory;

/**
 * Takes from JAX-RS what lets a query ({@code _method}, {@code _type}, {@code _ctype}, {@code _wadl}) say other than the request: the gate
 * has judged a GET, so the door shall see one. Lets it look for an operation among those that can be meant.
 */
public final class RestSetup implements CxfRsConfigurer {

    @Override
    public void configure(AbstractJAXRSFactoryBean factory) {
        factory.getFeatures().add(new ServerSetup());
    }

    @Override
    public void configureServer(Server server) {
        // Camel does not call it for a REST endpoint
    }

    @Override
    public void configureClient(Client client) {
        // doors have none
    }

    /** By then the factory has given the endpoint its preprocessor. */
    private static final class ServerSetup extends AbstractFeature {
        @Override
        public void initialize(Server server, Bus bus) {
            ServerProviderFactory providers =
                    (ServerProviderFactory) server.getEndpoint().get(ServerProviderFactory.class.getName());
            providers.setRequestPreprocessor(null);
            ((JAXRSServiceImpl) server.getEndpoint().getService())
                    .getClassResourceInfos()
                    .forEach(IndexedOperations::install);
        }
    }
}
