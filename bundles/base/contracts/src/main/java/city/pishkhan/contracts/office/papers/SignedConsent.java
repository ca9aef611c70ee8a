package city.pishkhan.contracts.office.papers;

/**
 * A consent to the use of identity papers from another service, signed at the counter. {@code toString} shows nothing personal.
 *
 * @param nationalId national ID of the applicant who signed
 * @param sha256     SHA-256 of the signed form, scanned for this case as {@code archive-consent}; 64 hexadecimal digits
 */
public record SignedConsent(String nationalId, String sha256) {
    @Override
    public String toString() {
        return "SignedConsent[sha256=" + sha256 + "]";
    }
}
