package city.pishkhan.contracts.office;

import jakarta.annotation.Nullable;

/**
 * One of the two whom an authority concerns. {@code toString} shows nothing.
 *
 * @param nationalId national ID (10 digits) or legal-person ID (11 digits), check digit included; digits of any script are taken
 * @param name       at most 200 characters
 * @param mobile     for notices, {@code 09} and nine digits; may be absent; where the hub knows another of that person already, that one
 *                   is told
 */
public record AuthorityPerson(String nationalId, String name, @Nullable String mobile) {
    @Override
    public String toString() {
        return "AuthorityPerson[]";
    }
}
