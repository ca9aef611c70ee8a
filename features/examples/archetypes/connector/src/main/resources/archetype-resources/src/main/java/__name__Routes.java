package ${package};

import city.pishkhan.spi.AgencyConnector;
import org.apache.camel.builder.RouteBuilder;

/** Routes that send inquiries to the agency and return its answers. After a failure the hub retries with increasing delays. */
public class ${name}Routes extends RouteBuilder {

    private final AgencyConnector connector;

    public ${name}Routes(AgencyConnector connector) {
        this.connector = connector;
    }

    @Override
    public void configure() {
        from("pishkhan:inquiries?agency=${agency}")
                .routeId("${agency}-inquiries")
                .description("asks ${agency}")
                .routeConfigurationId("transacted")
                .bean(connector, "ask")
                .to("pishkhan:answers");

        from("pishkhan:notices?agency=${agency}&consumers=1")
                .routeId("${agency}-notices")
                .description("notifies ${agency} of withdrawn inquiries")
                .routeConfigurationId("transacted")
                .bean(connector, "sendNotice");
    }
}
