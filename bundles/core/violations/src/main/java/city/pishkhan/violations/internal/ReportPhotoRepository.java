package city.pishkhan.violations.internal;

import city.pishkhan.api.archive.Papers.Sheet;
import city.pishkhan.api.archive.ReportPhotos;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Stores which photos belong to which report and reporter. Every method needs a transaction. Times are those of the database. */
final class ReportPhotoRepository {
    private ReportPhotoRepository() {}

    /**
     * Returns the number of photos that a person added under a login number in the last 24 hours, whether sent with a
     * report or not.
     */
    static int countToday(Handle sql, String owner, String proved) {
        return sql.createQuery("select count(*) from violations.photo where owner = :owner and proved = :proved"
                        + " and received > now() - interval '1 day'")
                .bind("owner", owner)
                .bind("proved", proved)
                .mapTo(Integer.class)
                .one();
    }

    static void add(Handle sql, UUID id, String owner, String proved, Sheet sheet) {
        sql.createUpdate("insert into violations.photo (id, owner, proved, sha256, media_type, size, received)"
                        + " values (:id, :owner, :proved, :sha256, :media, :size, now())")
                .bind("id", id)
                .bind("owner", owner)
                .bind("proved", proved)
                .bind("sha256", sheet.sha256())
                .bind("media", sheet.mediaType())
                .bind("size", sheet.size())
                .execute();
    }

    /**
     * Assigns unsent photos of a reporter to a report.
     *
     * @return number of assigned photos; lower than the number of ids if a photo is unknown, already sent, or belongs
     *     to another person
     */
    static int assign(Handle sql, List<UUID> ids, String owner, String proved, UUID report) {
        return sql.createUpdate("update violations.photo set report = :report where id = any(:ids)"
                        + " and owner = :owner and proved = :proved and report is null")
                .bind("report", report)
                .bindArray("ids", UUID.class, ids.toArray())
                .bind("owner", owner)
                .bind("proved", proved)
                .execute();
    }

    /** Returns the sheets of a report, in the order in which they were added. */
    static List<Sheet> sheets(Handle sql, UUID report) {
        return sql.createQuery(
                        "select id, sha256, media_type, size from violations.photo where report = :report order by id")
                .bind("report", report)
                .map((row, context) -> new Sheet(
                        row.getString("sha256"),
                        ReportPhotos.KIND,
                        row.getString("id"),
                        ReportPhotos.KIND,
                        row.getString("media_type"),
                        row.getLong("size")))
                .list();
    }

    /** Removes photos that were not sent with a report within a day, and returns the ids of these photos. */
    static List<UUID> removeUnsent(Handle sql) {
        return sql.createQuery(
                        "delete from violations.photo where report is null and received < now() - interval '1 day'"
                                + " returning id")
                .mapTo(UUID.class)
                .list();
    }

    /** Removes all photos of an owner and returns their ids. */
    static List<UUID> erase(Handle sql, String owner) {
        return sql.createQuery("delete from violations.photo where owner = :owner returning id")
                .bind("owner", owner)
                .mapTo(UUID.class)
                .list();
    }
}
