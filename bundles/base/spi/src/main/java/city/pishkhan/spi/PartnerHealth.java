package city.pishkhan.spi;

/**
 * Health check of a partner. A connector whose partner can be checked publishes it as a service, together with the connector's
 * own interface:
 * <pre>
 * &#64;Component(service = {AgencyConnector.class, PartnerHealth.class}, …)
 * </pre>
 *
 * <p>Deploying the connector or its configuration is rolled back in two cases: the partner was reachable before and is
 * unreachable afterwards, or the partner is new and unreachable. The check does not run at other times; the inquiries themselves
 * then show whether a partner answers.
 */
@FunctionalInterface
public interface PartnerHealth {

    /**
     * Checks the partner without changing anything there; returns within a few seconds.
     *
     * @return {@code true} if the partner was checked; {@code false} if this partner cannot be checked
     * @throws PartnerUnavailable the partner was not reached, or reports that it accepts no calls at present
     */
    boolean isHealthy();
}
