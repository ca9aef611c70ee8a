package city.pishkhan.routes.planning.internal;

import city.pishkhan.spi.Inquiry;
import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.RouteBuilder;

/** Routes that request plan orders from the planning system. */
public class PlanningRoutes extends RouteBuilder {
    private final String inquiries;
    private final String notices;
    private final PlanOrderLookup planning;
    private final String answers;

    /**
     * @param inquiries endpoint of the {@link Inquiry inquiries}
     * @param notices   endpoint of notices about void inquiries
     * @param answers   endpoint that receives the {@link city.pishkhan.spi.Answer answers}
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
                .description("Ignores notices, because a lookup leaves no state in the planning system")
                .routeConfigurationId("transacted")
                .log(LoggingLevel.DEBUG, "Void: ${body}");
    }
}
