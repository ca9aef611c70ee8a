package city.pishkhan.archive.internal.ingest;

import city.pishkhan.api.archive.Papers.Deposit;
import city.pishkhan.api.archive.ResumableUploads.Unfinished;
import city.pishkhan.archive.internal.examination.SheetType;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Stores resumable uploads and their pieces. */
final class ResumableUploadRepository {
    private static final int MOST_SWEPT = 1_000;

    private ResumableUploadRepository() {}

    /**
     * An upload.
     *
     * @param owner encrypted owner
     * @param name encrypted file name
     * @param length announced size in bytes
     * @param received number of received bytes
     * @param sha256 hash of the resulting sheet; {@code null} until the upload is complete
     * @param type type of the resulting sheet; {@code null} until the upload is complete
     */
    record Row(
            UUID id,
            UUID caseId,
            String service,
            String office,
            String kind,
            byte @Nullable [] owner,
            byte @Nullable [] name,
            int length,
            int received,
            @Nullable String sha256,
            @Nullable SheetType type,
            int pages,
            Instant begun) {

        boolean isComplete() {
            return received == length;
        }

        Row received(int bytes) {
            return new Row(id, caseId, service, office, kind, owner, name, length, bytes, sha256, type, pages, begun);
        }

        Row completed(Deposit deposit, byte @Nullable [] sealedOwner, byte @Nullable [] sealedName) {
            return new Row(
                    id,
                    caseId,
                    service,
                    office,
                    kind,
                    sealedOwner,
                    sealedName,
                    length,
                    received,
                    deposit.sha256(),
                    SheetType.of(deposit.mediaType()),
                    deposit.pages(),
                    begun);
        }
    }

    /** Number and total size of an office's incomplete uploads. */
    record Open(int uploads, long bytes) {}

    /** Returns the office's incomplete uploads. Serializes callers for the same office until the transaction ends. */
    static Open lockOpenUploads(Handle sql, String office) {
        sql.createQuery("select count(pg_advisory_xact_lock(hashtextextended('archive.resumable ' || :office, 0)))")
                .bind("office", office)
                .mapTo(Long.class)
                .one();
        return sql.createQuery("select count(*) as uploads, coalesce(sum(length), 0) as bytes from archive.resumable"
                        + " where office = :office and sha256 is null")
                .bind("office", office)
                .map((row, context) -> new Open(row.getInt("uploads"), row.getLong("bytes")))
                .one();
    }

    static void insert(Handle sql, Row row) {
        sql.createUpdate(
                        "insert into archive.resumable (id, case_id, service, office, kind, owner, name, length, begun)"
                                + " values (:id, :case, :service, :office, :kind, :owner, :name, :length, :begun)")
                .bind("id", row.id)
                .bind("case", row.caseId)
                .bind("service", row.service)
                .bind("office", row.office)
                .bind("kind", row.kind)
                .bind("owner", row.owner)
                .bind("name", row.name)
                .bind("length", row.length)
                .bind("begun", row.begun.atOffset(ZoneOffset.UTC))
                .execute();
    }

    static Optional<Row> find(Handle sql, String office, UUID caseId, UUID id) {
        return sql.createQuery("select service, kind, owner, name, length, received, encode(sha256, 'hex') as sha256,"
                        + " media, coalesce(pages, 0) as pages, begun from archive.resumable"
                        + " where id = :id and case_id = :case and office = :office")
                .bind("id", id)
                .bind("case", caseId)
                .bind("office", office)
                .map((row, context) -> new Row(
                        id,
                        caseId,
                        row.getString("service"),
                        office,
                        row.getString("kind"),
                        row.getBytes("owner"),
                        row.getBytes("name"),
                        row.getInt("length"),
                        row.getInt("received"),
                        row.getString("sha256"),
                        row.getString("media") == null ? null : SheetType.ofCode(row.getString("media")),
                        row.getInt("pages"),
                        row.getObject("begun", OffsetDateTime.class).toInstant()))
                .findOne();
    }

    /**
     * @param size size of the piece in bytes
     * @return {@code false} if the upload did not expect a piece at this offset
     */
    static boolean append(Handle sql, UUID id, int offset, int size, byte @Nullable [] sealed) {
        return sql.createUpdate(
                                "with moved as (update archive.resumable set received = received + :size"
                                        + " where id = :id and received = :offset and sha256 is null returning id)"
                                        + " insert into archive.resumable_piece (upload, at, bytes) select id, :offset, :piece from moved")
                        .bind("size", size)
                        .bind("id", id)
                        .bind("offset", offset)
                        .bind("piece", sealed)
                        .execute()
                == 1;
    }

    /** Returns the encrypted piece that begins at the given byte. */
    static Optional<byte[]> piece(Handle sql, UUID id, int at) {
        return sql.createQuery("select bytes from archive.resumable_piece where upload = :id and at = :at")
                .bind("id", id)
                .bind("at", at)
                .mapTo(byte[].class)
                .findOne();
    }

    /**
     * Records that an upload is complete.
     *
     * @return {@code true} if no other call has completed the upload before
     */
    static boolean complete(Handle sql, Row row) {
        return sql.createUpdate("update archive.resumable set sha256 = :sha256, media = :media, pages = :pages,"
                                + " owner = :owner, name = :name where id = :id and sha256 is null")
                        .bind("sha256", HexFormat.of().parseHex(Objects.requireNonNull(row.sha256)))
                        .bind("media", Objects.requireNonNull(row.type).code())
                        .bind("pages", row.pages)
                        .bind("owner", row.owner)
                        .bind("name", row.name)
                        .bind("id", row.id)
                        .execute()
                == 1;
    }

    static void dropPieces(Handle sql, UUID id) {
        sql.createUpdate("delete from archive.resumable_piece where upload = :id")
                .bind("id", id)
                .execute();
    }

    static void delete(Handle sql, UUID id) {
        sql.createUpdate("delete from archive.resumable where id = :id")
                .bind("id", id)
                .execute();
    }

    /** Returns the incomplete uploads of an office, oldest first. The limit per office bounds their number. */
    static List<Unfinished> unfinished(Handle sql, String office, Duration life) {
        return sql.createQuery("select id, case_id, kind, length, received, begun from archive.resumable"
                        + " where office = :office and sha256 is null order by begun, id")
                .bind("office", office)
                .map((row, context) -> {
                    Instant begun = row.getObject("begun", OffsetDateTime.class).toInstant();
                    return new Unfinished(
                            row.getObject("id", UUID.class),
                            row.getObject("case_id", UUID.class),
                            row.getString("kind"),
                            row.getInt("received"),
                            row.getInt("length"),
                            begun,
                            begun.plus(life));
                })
                .list();
    }

    /**
     * Deletes an upload that is not complete.
     *
     * @return {@code true} if the office had an incomplete upload with this id
     */
    static boolean drop(Handle sql, String office, UUID id) {
        return sql.createUpdate("delete from archive.resumable where id = :id and office = :office and sha256 is null")
                        .bind("id", id)
                        .bind("office", office)
                        .execute()
                == 1;
    }

    /**
     * Deletes uploads that began before a time.
     *
     * @return number of deleted uploads, up to {@value #MOST_SWEPT}
     */
    static int sweep(Handle sql, Instant begunBefore) {
        return sql.createUpdate("delete from archive.resumable where id in (select id from archive.resumable"
                        + " where begun < :before order by begun limit " + MOST_SWEPT + " for update skip locked)")
                .bind("before", begunBefore.atOffset(ZoneOffset.UTC))
                .execute();
    }
}
