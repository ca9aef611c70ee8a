package city.pishkhan.archive.sheets;

import city.pishkhan.api.Refusal;

/** Converts owners of papers into the form of the archive's index, and knows the owners of the configured kinds of papers. */
public interface PaperOwners {
    /**
     * Returns the canonical form of a renovation code.
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
    Boolean isPersonal(String kind);
}
