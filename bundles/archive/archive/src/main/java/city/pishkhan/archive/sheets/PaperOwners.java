package city.pishkhan.archive.sheets;

import city.pishkhan.api.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Converts owners of papers into the form of the archive's index, and determines whether a kind of paper belongs to
 * persons or properties.
 */
public interface PaperOwners {
    /**
     * Returns the canonical form of a renovation code, which identifies a property, e.g. {@code 20-2-8-8-1-0-0}.
     *
     * @throws Refusal INVALID if the code is not a valid renovation code
     */
    String property(String code);

    /**
     * Returns the keyed digest of a person.
     *
     * @param id national ID or legal-person ID
     * @throws Refusal INVALID if the ID is neither
     */
    String person(String id);

    /**
     * @return {@code true} if papers of this kind belong to persons, {@code false} if they belong to properties; {@code null} if the
     *     kind is unknown or not archived
     */
    @Nullable
    Boolean isPersonal(String kind);
}
