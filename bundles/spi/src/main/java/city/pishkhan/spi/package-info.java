/**
 * What an integrator codes against: inquiries, answers, and the interfaces behind which partner systems stand.
 *
 * <p>An agency is an {@link city.pishkhan.spi.AgencyConnector}, published under the agency's name:
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
 *             throw partner.refused(reply);                       // understood and refused: waits alone, people look
 *         }
 *         return reply.text("state").equals("waiting")
 *                 ? new Reply.Accepted(inquiry.id(), reply.text("number")) // asked again later, or answers at the agency door
 *                 : Answer.of(inquiry, Verdict.APPROVE, null, reply.text("number"));
 *     }
 *
 *     @Override
 *     public void tell(AgencyNotice notice) {
 *         // withdrawn, superseded, or a reminder
 *     }
 * }
 * }</pre>
 *
 * <p>What throws {@link city.pishkhan.spi.PartnerUnavailable} is tried again, later each time. The archetype {@code
 * city.pishkhan:archetype-connector} makes a whole one, with its route, its tests and its feature.
 */
@Export
@Version("1.7.0")
package city.pishkhan.spi;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
