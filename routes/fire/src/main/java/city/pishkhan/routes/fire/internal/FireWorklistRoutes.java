package city.pishkhan.routes.fire.internal;

import city.pishkhan.api.Worklist;
import city.pishkhan.spi.Notice;
import org.apache.camel.builder.RouteBuilder;

/** The fire department answers from the worklist (کارتابل) that the hub hosts. */
class FireWorklistRoutes extends RouteBuilder {
    private final String inquiries;
    private final String notices;
    private final Worklist worklist;

    FireWorklistRoutes(String inquiries, String notices, Worklist worklist) {
        this.inquiries = inquiries;
        this.notices = notices;
        this.worklist = worklist;
    }

    @Override
    public void configure() {
        from(inquiries)
                .routeId("fire-inquiries")
                .routeDescription("puts inquiries on the fire department's worklist")
                .routeConfigurationId("transacted")
                .bean(worklist, "put");

        from(notices)
                .routeId("fire-notices")
                .routeDescription("takes off it what was withdrawn or superseded")
                .routeConfigurationId("transacted")
                .setBody(notice -> notice.getMessage().getBody(Notice.class).inquiry())
                .bean(worklist, "remove");
    }
}
