package city.pishkhan.routes.inquiries.internal;

import city.pishkhan.api.agencies.Worklist;
import org.apache.camel.model.RouteDefinition;

/** Channel to the worklist (کارتابل) that the hub hosts and in which the agency's staff answer. */
final class WorklistChannel implements AgencyChannel {
    private final Worklist worklist;

    WorklistChannel(Worklist worklist) {
        this.worklist = worklist;
    }

    @Override
    public void addInquirySteps(RouteDefinition inquiries) {
        inquiries.bean(worklist, "put");
    }

    @Override
    public void addNoticeSteps(RouteDefinition notices) {
        notices.choice()
                .when()
                .simple("${body.kind} == 'REMINDER'")
                .bean(worklist, "remind(${body.inquiry})")
                .otherwise()
                .bean(worklist, "remove(${body.inquiry})")
                .end();
    }
}
