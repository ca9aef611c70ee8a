package city.pishkhan.contracts.office.attestations;

/**
 * A clerk's attestation that a scan agrees with its original. {@code toString} omits data read from the original.
 *
 * @param kind   kind of the paper in the case
 * @param sha256 SHA-256 of the scan, 64 hexadecimal digits
 * @param serial serial number printed on the original, up to 60 characters
 * @param issuer issuer of the original, up to 100 characters
 * @param seen   description of the comparison and of the original's appearance, up to 500 characters
 */
public record NewAttestation(String kind, String sha256, String serial, String issuer, String seen) {
    @Override
    public String toString() {
        return "NewAttestation[kind=" + kind + ", sha256=" + sha256 + "]";
    }
}
