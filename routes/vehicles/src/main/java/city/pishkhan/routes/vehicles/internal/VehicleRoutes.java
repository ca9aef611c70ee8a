package city.pishkhan.routes.vehicles.internal;

import city.pishkhan.spi.Inquiry;
import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.RouteBuilder;

/** Routes that send look-ups and settlement notices to the vehicle registry. */
public class VehicleRoutes extends RouteBuilder {
    private final String lookups;
    private final String settlements;
    private final String lookupNotices;
    private final String settlementNotices;
    private final VehicleInquiries registry;
    private final String answers;

    /**
     * @param lookups           endpoint of {@link Inquiry inquiries} about vehicles
     * @param settlements       endpoint of inquiries that report a settled duty
     * @param lookupNotices     endpoint of notices about void look-ups
     * @param settlementNotices endpoint of notices about void settlement inquiries
     * @param answers           endpoint that receives the {@link city.pishkhan.spi.Answer answers}
     */
    public VehicleRoutes(
            String lookups,
            String settlements,
            String lookupNotices,
            String settlementNotices,
            VehicleInquiries registry,
            String answers) {
        this.lookups = lookups;
        this.settlements = settlements;
        this.lookupNotices = lookupNotices;
        this.settlementNotices = settlementNotices;
        this.registry = registry;
        this.answers = answers;
    }

    @Override
    public void configure() {
        from(lookups)
                .routeId("vehicles-inquiries")
                .description("Looks up a vehicle in the vehicle registry")
                .routeConfigurationId("transacted")
                .transform()
                .body(Inquiry.class, registry::lookUp)
                .to(answers);

        from(settlements)
                .routeId("vehicle-settlement-inquiries")
                .description("Notifies the vehicle registry that a vehicle's duty is paid")
                .routeConfigurationId("transacted")
                .transform()
                .body(Inquiry.class, registry::settle)
                .to(answers);

        ignoreNotices(lookupNotices, "vehicles-notices");
        ignoreNotices(settlementNotices, "vehicle-settlement-notices");
    }

    private void ignoreNotices(String notices, String id) {
        from(notices)
                .routeId(id)
                .description("Ignores notices, because a question leaves no state in the registry")
                .routeConfigurationId("transacted")
                .log(LoggingLevel.DEBUG, "Void: ${body}");
    }
}
