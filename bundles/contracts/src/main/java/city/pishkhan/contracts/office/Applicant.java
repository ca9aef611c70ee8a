package city.pishkhan.contracts.office;

/**
 * @param role       {@code owner}, {@code co-owner} or {@code proxy}
 * @param nationalId national ID or legal-person ID; digits of any script
 * @param name       for the certificate
 * @param mobile     for notices; may be absent
 */
public record Applicant(String role, String nationalId, String name, String mobile) {
    @Override
    public String toString() {
        return "Applicant[role=" + role + "]";
    }
}
