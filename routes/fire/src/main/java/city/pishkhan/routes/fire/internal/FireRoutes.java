package city.pishkhan.routes.fire.internal;

import city.pishkhan.spi.AgencyConnector;
import org.apache.camel.builder.RouteBuilder;

/** The fire department answers from its own system. */
class FireRoutes extends RouteBuilder {
    private final String inquiries;
    private final String notices;
    private final String answers;
    private final AgencyConnector department;

    FireRoutes(String inquiries, String notices, String answers, AgencyConnector department) {
        this.inquiries = inquiries;
        this.notices = notices;
        this.answers = answers;
        this.department = department;
    }

    @Override
    public void configure() {
        from(inquiries)
                .routeId("fire-inquiries")
                .routeDescription("asks the fire department's system")
                .routeConfigurationId("transacted")
                .bean(department, "ask")
                .to(answers);

        from(notices)
                .routeId("fire-notices")
                .routeDescription("tells it what was withdrawn or superseded")
                .routeConfigurationId("transacted")
                .bean(department, "tell");
    }
}
