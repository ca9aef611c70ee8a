package city.pishkhan.routes.post.internal;

import city.pishkhan.api.certificates.Deliveries;
import org.apache.camel.builder.RouteBuilder;

/** Route that orders letters from the postal service and tracks their delivery. */
class PostRoutes extends RouteBuilder {
    private final String letters;
    private final Deliveries deliveries;

    PostRoutes(String letters, Deliveries deliveries) {
        this.letters = letters;
        this.deliveries = deliveries;
    }

    @Override
    public void configure() {
        from(letters)
                .routeId("post-letters")
                .routeDescription("orders letters from the post and tracks them")
                .routeConfigurationId("transacted")
                .bean(deliveries, "advance");
    }
}
