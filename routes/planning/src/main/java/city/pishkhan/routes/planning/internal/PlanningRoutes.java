package city.pishkhan.routes.planning.internal;

import city.pishkhan.spi.Inquiry;
import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.RouteBuilder;

/** Inquiries to the planning system and its plan orders. */
public class PlanningRoutes extends RouteBuilder {
    private final String inquiries;
    private final String notices;
    private final PlanOrderLookup planning;
    private final String answers;

    /**
     * @param inquiries where {@link Inquiry inquiries} come from
     * @param notices   where word comes from of inquiries that are void
     * @param answers   where {@link city.pishkhan.spi.Answer answers} go to
     */
    public PlanningRoutes(String inquiries, String notices, PlanOrderLookup planning, String answers) {
        this.inquiries = inquiries;
        this.notices = notices;
        this.planning = planning;
        this.answers = answers;
    }

    @Override
    public void configure() {
        from(inquiries)
                .routeId("planning-inquiries")
                .description("Asks the planning system for the plan order of a property")
                .routeConfigurationId("transacted")
                .transform()
                .body(Inquiry.class, planning::answer)
                .to(answers);

        from(notices)
                .routeId("planning-notices")
                .description("A look-up leaves nothing at the planning system that it would have to be told of")
                .routeConfigurationId("transacted")
                .log(LoggingLevel.DEBUG, "Void: ${body}");
    }
}
