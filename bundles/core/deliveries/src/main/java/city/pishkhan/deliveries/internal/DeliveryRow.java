package city.pishkhan.deliveries.internal;

import city.pishkhan.api.certificates.Deliveries.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;

/** A delivery as stored; personal data is encrypted. */
record DeliveryRow(
        UUID id,
        UUID caseId,
        String caseNumber,
        String hasWay,
        String office,
        String locationOffice,
        byte[] addressee,
        byte[] address,
        byte[] postalCode,
        byte[] salt,
        State state,
        String tracking,
        String note,
        String steps,
        byte[] receiver,
        String role,
        String handedBy,
        String reference,
        Instant received,
        boolean recalled,
        int failedAttempts,
        Instant nextAt,
        Instant arranged,
        Instant changed,
        Instant stopped) {

    static DeliveryRow of(ResultSet row) throws SQLException {
        return new DeliveryRow(
                row.getObject("id", UUID.class),
                row.getObject("case_id", UUID.class),
                row.getString("case_number"),
                row.getString("way"),
                row.getString("office"),
                row.getString("location_office"),
                row.getBytes("addressee"),
                row.getBytes("address"),
                row.getBytes("postal_code"),
                row.getBytes("salt"),
                State.valueOf(row.getString("state")),
                row.getString("tracking"),
                row.getString("note"),
                row.getString("steps"),
                row.getBytes("receiver"),
                row.getString("role"),
                row.getString("handed_by"),
                row.getString("reference"),
                instant(row, "received"),
                row.getBoolean("recalled"),
                row.getInt("failed_attempts"),
                instant(row, "next_at"),
                instant(row, "arranged"),
                instant(row, "changed"),
                instant(row, "stopped"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    boolean hasWay(String other) {
        return hasWay.equals(other);
    }

    @Override
    public String toString() {
        return "DeliveryRow[" + id + " " + state + "]";
    }
}
