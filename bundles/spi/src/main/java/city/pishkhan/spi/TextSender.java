package city.pishkhan.spi;

/** A provider of text messages (SMS). Published with the service property {@code provider=<name>}. */
public interface TextSender {

    /** Instance name, e.g. {@code sms}. */
    String name();

    /**
     * Hands one message to the provider. The same id again sends nothing twice.
     *
     * @return the provider's reference, or {@code null} if it gave none
     * @throws PartnerUnavailable if it is not known whether the provider took it, or it would take it later
     * @throws PartnerRefused     if it will never take it, e.g. a number that does not exist
     */
    String send(TextMessage message);
}
