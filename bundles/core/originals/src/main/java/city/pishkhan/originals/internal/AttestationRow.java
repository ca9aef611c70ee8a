package city.pishkhan.originals.internal;

import city.pishkhan.api.Refusal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An attestation as it is stored; text is encrypted.
 *
 * @param document number of the document in the archive
 * @param owner    number of the property or the person in the archive
 * @param sheets   SHA-256 of each scan in hexadecimal, by page
 * @param original location of the original: {@code kept}, {@code returned}, {@code summoned} or {@code brought}
 * @param locationOffice office that has or expects the original, for the case {@code locationCase}
 * @param verified time of the district's verification, or {@code null}
 * @param outcome  {@code disputed} or {@code recalled}, or {@code null} while the attestation is in force
 */
record AttestationRow(
        UUID id,
        long document,
        long owner,
        String kind,
        List<String> sheets,
        UUID caseId,
        String caseNumber,
        String office,
        String principal,
        @Nullable Instant at,
        byte[] salt,
        byte[] serial,
        byte[] issuer,
        byte[] seen,
        String original,
        String locationOffice,
        UUID locationCase,
        String locationNumber,
        @Nullable Instant verified,
        String outcome) {

    static final String COLUMNS =
            "id, document, owner, kind, sheets, case_id, case_number, office, principal, at, salt, serial,"
                    + " issuer, seen, original, location_office, location_case, location_number, verified, outcome";

    /** @param row result row with {@link #COLUMNS} */
    static AttestationRow of(ResultSet row) throws SQLException {
        return new AttestationRow(
                row.getObject("id", UUID.class),
                row.getLong("document"),
                row.getLong("owner"),
                row.getString("kind"),
                Arrays.stream((byte[][]) row.getArray("sheets").getArray())
                        .map(HexFormat.of()::formatHex)
                        .toList(),
                row.getObject("case_id", UUID.class),
                row.getString("case_number"),
                row.getString("office"),
                row.getString("principal"),
                instant(row, "at"),
                row.getBytes("salt"),
                row.getBytes("serial"),
                row.getBytes("issuer"),
                row.getBytes("seen"),
                row.getString("original"),
                row.getString("location_office"),
                row.getObject("location_case", UUID.class),
                row.getString("location_number"),
                instant(row, "verified"),
                row.getString("outcome"));
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    String state() {
        if (outcome != null) {
            return outcome;
        }
        return verified == null ? "attested" : "verified";
    }

    /** @throws Refusal CONFLICT if the attestation is disputed or recalled */
    void requireInForce() {
        if (outcome != null) {
            throw Refusal.conflict("attestation.ended/" + outcome);
        }
    }
}
