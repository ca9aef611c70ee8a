package city.pishkhan.archive.internal;

import city.pishkhan.api.archive.ArchiveDocuments;
import city.pishkhan.api.archive.Papers;
import city.pishkhan.archive.internal.sql.ArchiveSql;
import city.pishkhan.archive.sheets.RecognizedTexts;
import city.pishkhan.identifiers.InvalidIdentifier;
import city.pishkhan.identifiers.RenovationCode;
import city.pishkhan.persistence.Tx;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Implements {@link ArchiveDocuments}. The status of documents and sheets is 0 scanned, 1 attested, 2 verified or 3 recalled. */
@Component(service = ArchiveDocuments.class)
public final class ArchiveDocumentService implements ArchiveDocuments {
    private static final String FIND = ArchiveSql.text("attestable");
    private static final String FILED = ArchiveSql.text("filed");
    private static final int MOST_FILED = 500;

    private final Tx tx;
    private final PersonKeys keys;

    /** @param papers not used; ensures that the schema is migrated first */
    @Activate
    public ArchiveDocumentService(@Reference Tx tx, @Reference Papers papers, @Reference PersonKeys keys) {
        this.tx = tx;
        this.keys = keys;
    }

    /**
     * One sheet of the document that {@link #find} returns, with the ids of the document and of its owner.
     *
     * @param person keyed digest of the owner, or {@code null}
     */
    private record Found(long document, long owner, String person, String sha256) {}

    @Override
    public Optional<Document> find(Owners owners, String kind, String sha256) {
        List<String> digests = digests(owners);
        List<Found> sheets = tx.required(sql -> sql.createQuery(FIND)
                .bind("property", property(owners.subject()))
                .bindArray("persons", String.class, digests)
                .bindArray("willing", String.class, List.of())
                .bind("kind", kind)
                .bind("sha256", HexFormat.of().parseHex(sha256))
                .map((row, context) -> new Found(
                        row.getLong("document"),
                        row.getLong("key"),
                        row.getString("person"),
                        HexFormat.of().formatHex(row.getBytes("sha256"))))
                .list());
        return sheets.stream()
                .findFirst()
                .map(first -> new Document(
                        first.document,
                        first.owner,
                        first.person == null ? null : owners.persons().get(digests.indexOf(first.person)),
                        sheets.stream().map(Found::sha256).toList()));
    }

    private List<String> digests(Owners owners) {
        return owners.persons().stream().map(keys::digest).toList();
    }

    private static String property(String subject) {
        try {
            return RenovationCode.parse(subject).value();
        } catch (InvalidIdentifier e) {
            return "";
        }
    }

    @Override
    public List<Papers.Sheet> sheetsOfFile(Owners owners, String number) {
        List<String> digests = digests(owners);
        return tx.required(sql -> sql.createQuery(FILED)
                .bind("property", property(owners.subject()))
                .bindArray("persons", String.class, digests)
                .bindArray("willing", String.class, List.of())
                .bind("number", number)
                .bind("limit", MOST_FILED)
                .map(SheetIndex::sheet)
                .list());
    }

    @Override
    public List<Long> ownerNumbers(Owners owners) {
        return tx.required(sql -> sql.createQuery("select archive.key_of_property(:property)"
                        + " union select archive.key_of(decode(p, 'hex')) from unnest(:persons) p")
                .bind("property", property(owners.subject()))
                .bindArray("persons", String.class, digests(owners))
                .mapTo(Long.class)
                .list());
    }

    @Override
    public void setTrust(long document, Trust trust) {
        tx.run(sql -> sql.createUpdate(
                        "with d as (update archive.document set status = :status where id = :document and status < 3)"
                                + " update archive.sheet set status = :status where document = :document and status < 3")
                .bind("status", trust.ordinal())
                .bind("document", document)
                .execute());
    }

    @Override
    public void handleRedactionChange(String sha256) {
        tx.run(sql -> RecognizedTexts.renew(sql, HexFormat.of().parseHex(sha256)));
    }

    @Override
    public void recall(Document document, String sha256) {
        tx.run(sql -> {
            sql.createUpdate(
                            "update archive.sheet set status = 3 where document = :document and content = archive.prefix(:sha256)")
                    .bind("document", document.id())
                    .bind("sha256", HexFormat.of().parseHex(sha256))
                    .execute();
            if (document.sheets().stream().allMatch(sha256::equals)) {
                // all sheets are recalled, so the document is recalled too and no longer offered to cases
                sql.createUpdate("with d as (update archive.document set status = 3 where id = :document)"
                                + " delete from archive.holding where owner = :owner and document = :document")
                        .bind("document", document.id())
                        .bind("owner", document.owner())
                        .execute();
            }
        });
    }
}
