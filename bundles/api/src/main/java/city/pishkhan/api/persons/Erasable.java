package city.pishkhan.api.persons;

import java.util.List;
import java.util.UUID;

/**
 * A room that keeps something of persons. When one is erased, every room that is published as this service takes away what it has of them,
 * in the transaction of the erasure; afterwards the keys are destroyed of whatever was sealed in the {@link city.pishkhan.api.security.Vault}.
 */
public interface Erasable {

    /**
     * @param person     opaque id
     * @param nationalId national or legal-person ID, canonical
     * @param cases      all cases that were opened for the person, each ended
     */
    void erase(UUID person, String nationalId, List<UUID> cases);

    /**
     * Looked at before anything is erased.
     *
     * @param nationalId national or legal-person ID, canonical
     * @throws city.pishkhan.api.Refusal CONFLICT for a person of whom something has to be kept
     */
    default void requireErasable(String nationalId) {}
}
