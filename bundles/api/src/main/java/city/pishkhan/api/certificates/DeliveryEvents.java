package city.pishkhan.api.certificates;

import java.util.UUID;

/** What the deliveries tell the engine, inside their transaction; it locks the case row, so they lock rows of their own after it. */
public interface DeliveryEvents {

    /**
     * A case as far as its delivery goes.
     *
     * @param office  code of the office that has it now
     * @param offered whether its procedure delivers what it issues
     * @param ended   whether it has ended
     */
    record Concern(UUID id, String number, String service, String office, boolean offered, boolean ended) {}

    /** Locks the case until the transaction ends. @throws Refusal NOT_FOUND */
    Concern lock(UUID caseId);

    /** Whether the certificate of the case, which is locked, is held: then it is given to nobody until it is released. */
    boolean held(UUID caseId);

    /**
     * @param person opaque id of who came to fetch the certificate of the case, which is locked
     * @throws city.pishkhan.api.Refusal FORBIDDEN {@code authority.scope} if that is beyond what the person may
     */
    void receives(UUID caseId, UUID person);

    /** Something happened to a delivery of the case; the engine asks {@link Deliveries} itself and moves on if so. */
    void changed(UUID caseId);
}
