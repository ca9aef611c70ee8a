package city.pishkhan.routes.inquiries.internal;

import city.pishkhan.spi.AgencyConnector;
import org.apache.camel.model.RouteDefinition;

/** Channel to the agency's own system. The connector's reply is the answer. */
final class SystemChannel implements AgencyChannel {
    private final AgencyConnector connector;
    private final String answers;

    /** @param answers endpoint that receives the {@link city.pishkhan.spi.Reply replies} */
    SystemChannel(AgencyConnector connector, String answers) {
        this.connector = connector;
        this.answers = answers;
    }

    @Override
    public void addInquirySteps(RouteDefinition inquiries) {
        inquiries.bean(connector, "ask").to(answers);
    }

    @Override
    public void addNoticeSteps(RouteDefinition notices) {
        notices.bean(connector, "sendNotice");
    }
}
