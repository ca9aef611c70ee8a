/**
 * Interfaces that integrators implement to connect partner systems, and the inquiries and answers that they exchange.
 *
 * <p>An agency is connected by an {@link city.pishkhan.spi.AgencyConnector}, published as a service with the agency's name:
 *
 * <pre>{@code
 * @Component(service = AgencyConnector.class, property = "agency=heritage",
 *         configurationPid = "city.pishkhan.heritage", configurationPolicy = ConfigurationPolicy.REQUIRE)
 * public final class HeritageConnector implements AgencyConnector {
 *     private final RestPartner partner;
 *
 *     @Activate
 *     public HeritageConnector(RestConnection connection) {
 *         partner = RestPartners.of("heritage", "the heritage office", connection);
 *     }
 *
 *     @Override
 *     public Reply ask(Inquiry inquiry) {
 *         RestReply reply = partner.call("POST", "/questions", inquiry.id(), question(inquiry)); // id: the idempotency key
 *         if (reply.status() >= 400) {
 *             throw partner.refused(reply);                       // understood and refused: not retried, operators decide
 *         }
 *         return reply.text("state").equals("waiting")
 *                 ? new Reply.Accepted(inquiry.id(), reply.text("number")) // sent again later, or the agency answers at its door
 *                 : Answer.of(inquiry, Verdict.APPROVE, null, reply.text("number"));
 *     }
 *
 *     @Override
 *     public void sendNotice(AgencyNotice notice) {
 *         // withdrawn, superseded, or a reminder
 *     }
 * }
 * }</pre>
 *
 * <p>A call that throws {@link city.pishkhan.spi.PartnerUnavailable} is retried with increasing delays. The archetype {@code
 * city.pishkhan:archetype-connector} generates a complete connector with its route, tests and feature.
 */
@Export
@Version("1.7.0")
@NullMarked
package city.pishkhan.spi;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
