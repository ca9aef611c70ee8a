package city.pishkhan.archive.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.archive.Papers.Sheet;
import city.pishkhan.api.security.Caller;
import city.pishkhan.archive.internal.examination.SheetType;
import city.pishkhan.archive.internal.personal.PersonVaults;
import city.pishkhan.persistence.DeferredWrite;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes the scans of a case: their content, and for archived kinds the owner's dossier with one document and one sheet
 * for each scan.
 */
final class UploadWrite {
    private static final long OTHER_VAULT = -2;

    /**
     * Number of given sheets whose key already belongs to a different content, property, person or document; -1 if a
     * recalled scan is uploaded again, -2 if a person's vault key differs from the given one.
     */
    private static final String CLASHES =
            "(select case when exists (select from sheets_given g join archive.document d on d.id = g.document"
                    + " where d.status = 3) then -1 when count(*) = 0 and exists (select from sheets_given g where of_person and not exists"
                    + " (select from sheets_person p where p.key = g.owner_key and p.vault = g.vault) and not exists"
                    + " (select from archive.person p where p.key = g.owner_key and p.vault = g.vault)) then "
                    + OTHER_VAULT
                    + " else count(*) end from sheets_given g where"
                    + " exists (select from archive.content c where not g.of_person and c.person is null"
                    + " and archive.prefix(c.sha256) = archive.prefix(g.sha256) and c.sha256 <> g.sha256)"
                    + " or exists (select from archive.content c where g.of_person and c.person = g.owner_key"
                    + " and archive.prefix(c.sha256) = archive.prefix(g.sha256) and c.sha256 <> g.sha256)"
                    + " or exists (select from archive.property p where not g.of_person and p.key = g.owner_key and p.code <> g.owner)"
                    + " or exists (select from archive.person p where g.of_person and p.key = g.owner_key"
                    + " and encode(p.digest, 'hex') <> g.owner)"
                    + " or exists (select from archive.document d where d.id = g.document"
                    + " and (d.dossier <> g.owner_key or d.kind <> g.kind_id)))";

    /**
     * Inserts all scans in one statement. The sheets are locked like {@link SheetLock#lockShared} before any insert. Duplicate sheets of the same
     * kind and owner are merged.
     */
    private static final String UPLOADS = "sheets_kept as materialized (" + SheetLock.lockShared("?")
            + "), sheets_given as materialized (select distinct on (h, g.kind, owner) decode(h, 'hex') as sha256, media::\"char\" as media,"
            + " size, g.kind, owner, of_person, k.id as kind_id, case when of_person then archive.key_of(decode(owner, 'hex'))"
            + " when k.id is not null then archive.key_of_property(owner) end as owner_key,"
            + " case when k.id is not null then archive.key_of_scan(owner, g.kind, decode(h, 'hex')) end as document,"
            + " decode(n, 'hex') as name, decode(stored, 'hex') as stored, decode(content_key, 'hex') as content_key, vault::uuid as vault, fresh"
            + " from sheets_kept, unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            + " g (h, media, size, kind, owner, of_person, owned, n, stored, content_key, vault, fresh)"
            + " left join archive.kind k on owned and k.name = g.kind order by h, g.kind, owner),"
            + " sheets_new as (insert into archive.content (sha256, person, size, media, stored, key)"
            + " select distinct on (sha256, person) sha256, case when of_person then owner_key end as person, size, media, stored, content_key"
            + " from sheets_given on conflict do nothing),"
            + " sheets_property as (insert into archive.property (key, district, code)"
            + " select distinct owner_key, split_part(owner, '-', 1)::smallint, owner from sheets_given"
            + " where owner_key is not null and not of_person order by 1 on conflict do nothing),"
            + " sheets_person as (insert into archive.person as p (key, digest, vault)"
            + " select distinct owner_key, decode(owner, 'hex'), vault from sheets_given where fresh order by 1 on conflict (key)"
            + " do update set vault = excluded.vault where p.vault is null and p.digest = excluded.digest returning key, vault),"
            + " sheets_dossier as (insert into archive.dossier (id, owner) select distinct owner_key, owner_key from sheets_given"
            + " where owner_key is not null order by 1 on conflict do nothing),"
            + " sheets_document as (insert into archive.document (id, dossier, at, kind) select document, owner_key, ?, kind_id"
            + " from sheets_given where owner_key is not null order by 1 on conflict do nothing returning id),"
            + " sheets_page as (insert into archive.sheet (document, content, page) select document, archive.prefix(sha256), 1"
            + " from sheets_given join sheets_document on id = document),"
            + " sheets_text as (insert into archive.text_due (document, content) select document, archive.prefix(sha256)"
            + " from sheets_given join sheets_document on id = document where not of_person"
            + " and exists (select from archive.recognition where since is not null) on conflict do nothing),"
            + " sheets_uploads as (insert into archive.upload (case_id, office, sha256, paper_kind, owner, name, principal, at)"
            + " select ?, ?, sha256, kind, owner, name, ?, ? from sheets_given"
            + " on conflict (case_id, office, sha256, paper_kind, owner) do update set name = excluded.name, at = excluded.at),"
            + " sheets_held as (insert into archive.holding as h (owner, document, at, kind, services)"
            + " select owner_key, document, ?, kind_id, case when of_person then array[?] end from sheets_given"
            + " where owner_key is not null order by 1, 2"
            + " on conflict (owner, document) do update set at = excluded.at, services = case"
            + " when h.services @> excluded.services then h.services else h.services || excluded.services end)";

    private UploadWrite() {}

    /**
     * A sheet that was scanned for a case.
     *
     * @param owner type of owner of the paper's kind
     * @param sealedName encrypted file name
     * @param personal encrypted scan of an identity paper, or {@code null} for other papers
     */
    record Upload(
            Sheet sheet, PaperKinds.Owner owner, byte @Nullable [] sealedName, PersonVaults.@Nullable Sealed personal) {
        private @Nullable String personalValue(Function<PersonVaults.Sealed, String> value) {
            return personal == null ? null : value.apply(personal);
        }
    }

    /**
     * @param locked called when the sheets are locked, see {@link SheetLock}
     * @param otherVault called if a person's vault key is missing or differs from the given one
     */
    static DeferredWrite of(
            Caller caller,
            String office,
            UUID caseId,
            String service,
            List<Upload> uploads,
            Runnable locked,
            Runnable otherVault) {
        List<String> addresses = Stream.concat(
                        uploads.stream().map(u -> u.sheet.sha256()),
                        uploads.stream()
                                .map(u -> u.personalValue(p -> p.scan().stored()))
                                .filter(Objects::nonNull))
                .toList();
        DeferredWrite.Argument hashes = DeferredWrite.array("text", columnValues(uploads, u -> u.sheet.sha256()));
        DeferredWrite.Argument at = DeferredWrite.object(OffsetDateTime.now(ZoneOffset.UTC));
        return DeferredWrite.of(
                "archive.sheet",
                UPLOADS,
                CLASHES,
                List.of(
                        DeferredWrite.array("text", addresses),
                        hashes,
                        DeferredWrite.array("text", columnValues(uploads, u -> SheetType.of(u.sheet.mediaType())
                                .code())),
                        DeferredWrite.array("int", columnValues(uploads, u -> Math.toIntExact(u.sheet.size()))),
                        DeferredWrite.array("text", columnValues(uploads, u -> u.sheet.kind())),
                        DeferredWrite.array("text", columnValues(uploads, u -> u.sheet.owner())),
                        DeferredWrite.array("boolean", columnValues(uploads, u -> u.owner == PaperKinds.Owner.PERSON)),
                        DeferredWrite.array("boolean", columnValues(uploads, u -> u.owner != PaperKinds.Owner.CASE)),
                        DeferredWrite.array("text", columnValues(uploads, u -> HexFormat.of()
                                .formatHex(u.sealedName))),
                        DeferredWrite.array(
                                "text",
                                columnValues(
                                        uploads,
                                        u -> u.personalValue(p -> p.scan().stored()))),
                        DeferredWrite.array(
                                "text",
                                columnValues(
                                        uploads,
                                        u -> u.personalValue(p -> HexFormat.of().formatHex(p.key())))),
                        DeferredWrite.array(
                                "text",
                                columnValues(
                                        uploads,
                                        u -> u.personalValue(p -> Objects.requireNonNull(p.owner())
                                                .toString()))),
                        DeferredWrite.array(
                                "boolean", columnValues(uploads, u -> u.personal != null && u.personal.fresh())),
                        at,
                        DeferredWrite.object(caseId),
                        DeferredWrite.text(office),
                        DeferredWrite.text(caller.principal()),
                        at,
                        at,
                        DeferredWrite.text(service)),
                (row, column) -> {
                    if (row.getLong(column) > 0) {
                        throw Refusal.conflict("sheet.clash");
                    }
                    if (row.getLong(column) == OTHER_VAULT) {
                        otherVault.run();
                    } else if (row.getLong(column) < 0) {
                        throw Refusal.conflict("sheet.recalled/again");
                    }
                    locked.run();
                });
    }

    private static <T> List<T> columnValues(List<Upload> uploads, Function<Upload, T> value) {
        return uploads.stream().map(value).toList();
    }
}
