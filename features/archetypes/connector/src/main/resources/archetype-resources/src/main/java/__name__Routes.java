package ${package};

import city.pishkhan.spi.AgencyConnector;
import org.apache.camel.builder.RouteBuilder;

/** Inquiries to the agency, and its answers back. A failure is left to the hub, which sends again, later each time. */
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
                .description("tells ${agency} what was withdrawn")
                .routeConfigurationId("transacted")
                .bean(connector, "tell");
    }
}
