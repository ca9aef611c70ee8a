package city.pishkhan.api.certificates;

import java.util.UUID;

/**
 * Events that deliveries report to the case engine, in their transaction. The engine locks the case row, so deliveries lock their
 * own rows after the call.
 */
public interface DeliveryEvents {

    /**
     * The data of a case that concern its delivery.
     *
     * @param office  code of the case's present office
     * @param offered whether its procedure delivers its certificates
     * @param ended   whether it has ended
     */
    record DeliveryCase(UUID id, String number, String service, String office, boolean offered, boolean ended) {}

    /**
     * Locks the case until the transaction ends.
     *
     * @throws Refusal NOT_FOUND
     */
    DeliveryCase lock(UUID caseId);

    /** Returns {@code true} if the certificate of the locked case is held; it is then not handed out until it is released. */
    boolean isHeld(UUID caseId);

    /**
     * Checks that a person may receive the certificate of the locked case.
     *
     * @param person opaque id of the person who came to collect it
     * @throws city.pishkhan.api.Refusal FORBIDDEN {@code authority.scope} if the person has no such authority
     */
    void requireReceiver(UUID caseId, UUID person);

    /** Reports a change of the case's delivery; the engine queries {@link Deliveries} and continues if possible. */
    void deliveryChanged(UUID caseId);
}
