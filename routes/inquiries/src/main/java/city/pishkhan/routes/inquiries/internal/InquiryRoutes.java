package city.pishkhan.routes.inquiries.internal;

import org.apache.camel.builder.RouteBuilder;

/** Routes of inquiries and notices to one agency. Only the agency's name and channel differ. */
final class InquiryRoutes extends RouteBuilder {
    private final String agency;
    private final String inquiries;
    private final String notices;
    private final AgencyChannel channel;

    /**
     * Creates the routes of an agency.
     * @param agency    name of the agency, used as prefix of the route ids
     * @param inquiries endpoint of {@link city.pishkhan.spi.Inquiry inquiries}
     * @param notices   endpoint of {@link city.pishkhan.spi.AgencyNotice notices}
     * @param channel   channel that processes both
     */
    InquiryRoutes(String agency, String inquiries, String notices, AgencyChannel channel) {
        this.agency = agency;
        this.inquiries = inquiries;
        this.notices = notices;
        this.channel = channel;
    }

    @Override
    public void configure() {
        channel.addInquirySteps(from(inquiries)
                .routeId(agency + "-inquiries")
                .routeDescription("asks " + agency)
                .routeConfigurationId("transacted"));

        channel.addNoticeSteps(from(notices)
                .routeId(agency + "-notices")
                .routeDescription("notifies " + agency + " of withdrawn and superseded inquiries and of near deadlines")
                .routeConfigurationId("transacted"));
    }
}
