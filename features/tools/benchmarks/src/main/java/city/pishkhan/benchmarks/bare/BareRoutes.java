package city.pishkhan.benchmarks.bare;

import java.net.URI;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;

/**
 * The equivalent of the hub's work in plain Camel: a queue per agency, a call of the partner over HTTP, one INSERT, and then the
 * acknowledgement.
 */
final class BareRoutes extends RouteBuilder {

    /** Stores an answer, which is on disk when the call returns. */
    @FunctionalInterface
    interface Store {
        void save(UUID id, String agency, String answer) throws Exception;
    }

    static final String QUEUE = "bench.";

    private final URI partners;
    private final int consumers;
    private final BareInquiries bareInquiries;
    private final Store store;

    BareRoutes(URI partners, int consumers, BareInquiries bareInquiries, Store store) {
        this.partners = partners;
        this.consumers = consumers;
        this.bareInquiries = bareInquiries;
        this.store = store;
    }

    @Override
    public void configure() {
        for (String agency : BarePipeline.AGENCIES) {
            boolean fire = agency.equals("fire");
            from("jms:queue:" + QUEUE + agency + "?concurrentConsumers=" + consumers)
                    .routeId("bare-" + agency)
                    .routeDescription("asks " + agency + " and keeps the answer")
                    .setProperty("id", body())
                    .removeHeaders("*")
                    .setHeader(Exchange.HTTP_METHOD, constant("POST"))
                    .setHeader(Exchange.CONTENT_TYPE, constant(fire ? "text/xml; charset=UTF-8" : "application/json"))
                    .setHeader("SOAPAction", constant(fire ? "urn:city:fire:inquiries:1/SubmitInquiry" : null))
                    .setHeader("Idempotency-Key", exchangeProperty("id"))
                    .process(exchange -> {
                        String id = exchange.getProperty("id", String.class);
                        exchange.getMessage()
                                .setBody(
                                        BareInquiries.bytes(fire ? bareInquiries.fire(id) : bareInquiries.company(id)));
                    })
                    .to(partners + "/" + agency + (fire ? "" : "/inquiries"))
                    .process(exchange -> store.save(
                            UUID.fromString(exchange.getProperty("id", String.class)),
                            agency,
                            exchange.getMessage().getBody(String.class)));
        }
    }
}
