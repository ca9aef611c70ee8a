package city.pishkhan.spi;

import org.jspecify.annotations.Nullable;

/** A provider of text messages (SMS). Published with the service property {@code provider=<name>}. */
public interface TextSender {

    /** Instance name, e.g. {@code sms}. */
    String name();

    /**
     * Submits one message to the provider. A call with the same id sends no second message.
     *
     * @return the provider's reference, or {@code null} if it returned none
     * @throws PartnerUnavailable if the outcome is unknown, or the provider may accept the message later
     * @throws PartnerRefused     if the provider rejects the message for good, e.g. because the number does not exist
     */
    @Nullable
    String send(TextMessage message);
}
