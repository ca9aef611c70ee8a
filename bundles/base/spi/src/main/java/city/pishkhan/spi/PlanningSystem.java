package city.pishkhan.spi;

import java.util.Optional;

/**
 * The comprehensive planning system (سیستم جامع شهرسازی), one for all districts. There are two implementations: the registry
 * in the hub, and a connector to an existing system of the city. Published with the service property {@code
 * planning=registry|soap}.
 */
public interface PlanningSystem {

    /**
     * The plan order (دستور نقشه) of one property.
     *
     * @param renovationCode canonical form, e.g. {@code 22-3-17-4-1-0-0}
     * @return empty if the system knows no such property
     * @throws PartnerUnavailable the system was not reached
     */
    Optional<PlanOrder> planOrder(String renovationCode);
}
