package city.pishkhan.spi;

/**
 * Whether a partner is there. Published as a service by a connector whose partner can be asked, beside what it connects:
 *
 * <pre>
 * &#64;Component(service = {AgencyConnector.class, PartnerHealth.class}, …)
 * </pre>
 *
 * A deployment of the connector, or of its configuration, is taken back if its partner was there before and is not found afterwards, or
 * is new and not found. Nobody asks in the meantime: whether a partner answers is told by its inquiries.
 */
@FunctionalInterface
public interface PartnerHealth {

    /**
     * Asks; changes nothing at the partner, and comes back within some seconds.
     *
     * @return whether it was asked; {@code false} if this partner has no way to be
     * @throws PartnerUnavailable it was not reached, or says itself that it takes nothing now
     */
    boolean health();
}
