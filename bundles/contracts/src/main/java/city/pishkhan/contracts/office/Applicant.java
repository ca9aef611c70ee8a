package city.pishkhan.contracts.office;

import city.pishkhan.contracts.OneOf;
import jakarta.annotation.Nullable;

/**
 * One of those who apply. To operators all but the role is shown masked.
 *
 * @param role       {@code owner}, {@code co-owner} or {@code proxy}
 * @param nationalId national ID (10 digits, 8 or 9 are padded) or legal-person ID (11 digits), check digit included; digits of any script
 *                   are taken
 * @param name       for the certificate; at most 200 characters
 * @param mobile     for notices, {@code 09} and nine digits ({@code +98}, {@code 0098} and {@code 98} are taken too); may be absent
 */
public record Applicant(
        @OneOf({"owner", "co-owner", "proxy"}) String role, String nationalId, String name, @Nullable String mobile) {
    @Override
    public String toString() {
        return "Applicant[role=" + role + "]";
    }
}
