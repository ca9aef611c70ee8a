package city.pishkhan.contracts.office.persons;

import jakarta.annotation.Nullable;

/**
 * One person of an authority: owner or holder. {@code toString} shows nothing.
 *
 * @param nationalId national ID (10 digits) or legal-person ID (11 digits), check digit included; digits of any script are accepted
 * @param name       up to 200 characters
 * @param mobile     mobile number for notices, {@code 09} and nine digits; may be absent; a number of this person that the hub already
 *                   knows takes precedence
 */
public record AuthorityPerson(String nationalId, String name, @Nullable String mobile) {
    @Override
    public String toString() {
        return "AuthorityPerson[]";
    }
}
