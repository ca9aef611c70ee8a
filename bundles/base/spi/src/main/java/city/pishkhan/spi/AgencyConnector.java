package city.pishkhan.spi;

/**
 * Sends inquiries to the system of one agency. Published as an OSGi service with the property {@code agency=<name>}; the routes
 * of {@code etc/city.pishkhan.agency-<name>.cfg} with {@code channel = system} call it. Implementations are called from several
 * threads at once and keep no state per inquiry.
 */
public interface AgencyConnector {

    /**
     * Sends an inquiry, for the first time or again. The partner recognises the inquiry by its id; if it has already answered, it
     * returns that answer.
     *
     * @throws PartnerUnavailable the partner was not reached or sent an invalid reply; the call is retried later
     * @throws PartnerRefused     the partner understood the inquiry and rejects it in this form
     */
    Reply ask(Inquiry inquiry);

    /**
     * Notifies the agency that an inquiry was withdrawn or superseded, or reminds it of an inquiry. Throws the same exceptions as
     * {@link #ask}.
     */
    void sendNotice(AgencyNotice agencyNotice);
}
