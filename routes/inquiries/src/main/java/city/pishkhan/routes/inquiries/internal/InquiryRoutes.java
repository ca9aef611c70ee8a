package city.pishkhan.routes.inquiries.internal;

import org.apache.camel.builder.RouteBuilder;

/** Inquiries and notices to one agency, whichever: its name and its channel are all that differs. */
final class InquiryRoutes extends RouteBuilder {
    private final String agency;
    private final String inquiries;
    private final String notices;
    private final AgencyChannel channel;

    /**
     * @param agency    the agency's name, after which the routes are called
     * @param inquiries where {@link city.pishkhan.spi.Inquiry inquiries} come from
     * @param notices   where {@link city.pishkhan.spi.AgencyNotice notices} come from
     */
    InquiryRoutes(String agency, String inquiries, String notices, AgencyChannel channel) {
        this.agency = agency;
        this.inquiries = inquiries;
        this.notices = notices;
        this.channel = channel;
    }

    @Override
    public void configure() {
        channel.ask(from(inquiries)
                .routeId(agency + "-inquiries")
                .routeDescription("asks " + agency)
                .routeConfigurationId("transacted"));

        channel.tell(from(notices)
                .routeId(agency + "-notices")
                .routeDescription("tells " + agency + " what was withdrawn or superseded, and what is due soon")
                .routeConfigurationId("transacted"));
    }
}
