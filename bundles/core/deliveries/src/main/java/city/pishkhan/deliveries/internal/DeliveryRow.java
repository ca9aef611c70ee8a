package city.pishkhan.deliveries.internal;

import city.pishkhan.api.certificates.Deliveries.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A delivery as stored; personal data is encrypted. */
record DeliveryRow(
        UUID id,
        UUID caseId,
        String caseNumber,
        String hasWay,
        @Nullable String office,
        @Nullable String locationOffice,
        byte @Nullable [] addressee,
        byte @Nullable [] address,
        byte @Nullable [] postalCode,
        byte @Nullable [] salt,
        State state,
        @Nullable String tracking,
        @Nullable String note,
        String steps,
        byte @Nullable [] receiver,
        @Nullable String role,
        @Nullable String handedBy,
        @Nullable String reference,
        @Nullable Instant received,
        boolean recalled,
        int failedAttempts,
        @Nullable Instant nextAt,
        @Nullable Instant arranged,
        @Nullable Instant changed,
        @Nullable Instant stopped) {

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

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
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
