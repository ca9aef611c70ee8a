package city.pishkhan.runtime;

import city.pishkhan.api.cases.Worklist;
import org.apache.camel.builder.RouteBuilder;

/** One agency without a system of its own answers from the worklist (کارتابل) that the hub hosts. */
public class WorklistRoutes extends RouteBuilder {
    private final String agency;
    private final String inquiries;
    private final String notices;
    private final Worklist worklist;

    /**
     * @param agency    the agency's name, after which the routes are called
     * @param inquiries where inquiries come from, e.g. {@code pishkhan:inquiries?agency=article-100}
     * @param notices   where notices come from
     */
    public WorklistRoutes(String agency, String inquiries, String notices, Worklist worklist) {
        this.agency = agency;
        this.inquiries = inquiries;
        this.notices = notices;
        this.worklist = worklist;
    }

    @Override
    public void configure() {
        from(inquiries)
                .routeId(agency + "-inquiries")
                .routeDescription("puts inquiries on the worklist of " + agency)
                .routeConfigurationId("transacted")
                .bean(worklist, "put");

        from(notices)
                .routeId(agency + "-notices")
                .routeDescription("takes off it what was withdrawn or superseded, and marks what is due soon")
                .routeConfigurationId("transacted")
                .choice()
                .when(simple("${body.kind} == 'REMINDER'"))
                .bean(worklist, "remind(${body.inquiry})")
                .otherwise()
                .bean(worklist, "remove(${body.inquiry})")
                .end();
    }
}
