package city.pishkhan.spi;

/**
 * Carries inquiries to one agency's own system. Published as a service with the property {@code agency=<name>}; the routes of
 * {@code etc/city.pishkhan.agency-<name>.cfg} with {@code channel = system} call it.
 * Implementations are called from several threads at once and keep no state per inquiry.
 */
public interface AgencyConnector {

    /**
     * Asks, or asks again: the partner recognises the inquiry by its id and, if it has answered meanwhile, returns that answer.
     *
     * @throws PartnerUnavailable the partner was not reached, or what came back made no sense; try again later
     * @throws PartnerRefused     the partner understood and will not take this inquiry as it is
     */
    Reply ask(Inquiry inquiry);

    /** Tells the agency that an inquiry was withdrawn or superseded, or reminds it of one. Same exceptions as {@link #ask}. */
    void tell(AgencyNotice agencyNotice);
}
