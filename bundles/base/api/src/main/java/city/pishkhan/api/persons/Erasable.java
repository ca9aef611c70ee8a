package city.pishkhan.api.persons;

import java.util.List;
import java.util.UUID;

/**
 * A bundle with personal data. When a person is erased, every bundle that publishes this service deletes its data of the person
 * in the transaction of the erasure. Afterwards the person's keys in the {@link city.pishkhan.api.security.Vault} are destroyed.
 */
public interface Erasable {

    /**
     * Deletes the bundle's data of a person.
     *
     * @param person     opaque id
     * @param nationalId national or legal-person ID in canonical form
     * @param cases      all cases that were opened for the person; all have ended
     */
    void erase(UUID person, String nationalId, List<UUID> cases);

    /**
     * Checks, before any deletion, that the person may be erased.
     *
     * @param nationalId national or legal-person ID in canonical form
     * @throws city.pishkhan.api.Refusal CONFLICT if data of the person must be kept
     */
    default void requireErasable(String nationalId) {}
}
