package city.pishkhan.keeping.internal.bags;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Reads a dossier with all metadata for its bag. */
final class BagRepository {
    private BagRepository() {}

    /**
     * A dossier.
     *
     * @param property renovation code; {@code null} for a person's dossier
     * @param person keyed digest; {@code null} for a property's dossier
     */
    record Dossier(long id, String property, String person, String number, String title, LocalDate opened) {}

    /**
     * A sheet with the metadata of its document. Unknown values are {@code null}.
     *
     * @param suffix file name extension of the sheet's type
     * @param confidentiality the higher level of document and dossier
     * @param retainedUntil the later day of document and dossier
     */
    record Page(
            long document,
            String number,
            String kind,
            LocalDate dated,
            String title,
            String notes,
            int page,
            String sha256,
            String suffix,
            Integer volume,
            Integer volumePage,
            String scanner,
            String operator,
            int confidentiality,
            LocalDate retainedUntil) {}

    static Optional<Dossier> dossier(Handle sql, long id) {
        return sql.createQuery("select o.id, y.code, encode(p.digest, 'hex') as digest, o.number, o.title, o.opened"
                        + " from archive.dossier o left join archive.property y on y.key = o.owner"
                        + " left join archive.person p on p.key = o.owner where o.id = :id")
                .bind("id", id)
                .map((row, context) -> new Dossier(
                        row.getLong("id"),
                        row.getString("code"),
                        row.getString("digest"),
                        row.getString("number"),
                        row.getString("title"),
                        row.getObject("opened", LocalDate.class)))
                .findOne();
    }

    /** Returns the pages of a dossier without recalled sheets. */
    static List<Page> pages(Handle sql, long dossier) {
        return sql.createQuery(
                        "select distinct d.id as document, d.number, k.name as kind, d.dated, d.title, d.notes, s.page,"
                                + " encode(c.sha256, 'hex') as sha256, c.media::text as media, d.volume, d.page as volume_page,"
                                + " v.scanner, v.operator, greatest(d.confidentiality, o.confidentiality) as confidentiality,"
                                + " greatest(d.retained_until, o.retained_until) as retained_until"
                                + " from archive.dossier o join archive.document d on d.dossier = o.id join archive.kind k on k.id = d.kind"
                                + " left join archive.provenance v on v.id = d.provenance left join archive.person p on p.key = o.owner"
                                + " join archive.sheet s on s.document = d.id and s.status < 3 join lateral ("
                                + " select sha256, media from archive.content where p.key is null and person is null"
                                + " and archive.prefix(sha256) = s.content union all"
                                + " select sha256, media from archive.content where person = p.key and archive.prefix(sha256) = s.content"
                                + ") c on true where o.id = :id order by d.id, s.page, sha256")
                .bind("id", dossier)
                .map((row, context) -> page(row))
                .list();
    }

    private static Page page(ResultSet row) throws SQLException {
        return new Page(
                row.getLong("document"),
                row.getString("number"),
                row.getString("kind"),
                row.getObject("dated", LocalDate.class),
                row.getString("title"),
                row.getString("notes"),
                row.getInt("page"),
                row.getString("sha256"),
                switch (row.getString("media")) {
                    case "p" -> ".pdf";
                    case "n" -> ".png";
                    case "j" -> ".jpg";
                    default -> ".tif";
                },
                row.getObject("volume", Integer.class),
                row.getObject("volume_page", Integer.class),
                row.getString("scanner"),
                row.getString("operator"),
                row.getInt("confidentiality"),
                row.getObject("retained_until", LocalDate.class));
    }
}
