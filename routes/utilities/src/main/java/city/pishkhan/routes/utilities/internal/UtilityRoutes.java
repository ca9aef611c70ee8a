package city.pishkhan.routes.utilities.internal;

import city.pishkhan.spi.AgencyConnector;
import org.apache.camel.builder.RouteBuilder;

/** One utility company, whichever: its name is all that differs. */
final class UtilityRoutes extends RouteBuilder {
    private final String agency;
    private final String inquiries;
    private final String notices;
    private final String answers;
    private final AgencyConnector company;

    UtilityRoutes(String agency, String inquiries, String notices, String answers, AgencyConnector company) {
        this.agency = agency;
        this.inquiries = inquiries;
        this.notices = notices;
        this.answers = answers;
        this.company = company;
    }

    @Override
    public void configure() {
        from(inquiries)
                .routeId(agency + "-inquiries")
                .routeDescription("asks the " + agency + " company")
                .routeConfigurationId("transacted")
                .bean(company, "ask")
                .to(answers);

        from(notices)
                .routeId(agency + "-notices")
                .routeDescription("tells the " + agency + " company what was withdrawn or superseded")
                .routeConfigurationId("transacted")
                .bean(company, "tell");
    }
}
