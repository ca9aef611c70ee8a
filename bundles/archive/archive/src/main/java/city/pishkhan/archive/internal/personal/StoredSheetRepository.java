package city.pishkhan.archive.internal.personal;

import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Reads how sheets are stored, and which keys decrypt them. */
final class StoredSheetRepository {
    private static final String FIND =
            "select q.barred, q.secret, q.unparsed, x.there, encode(x.stored, 'hex') as stored, x.key, x.vault from (select exists"
                    + " (select from archive.quarantine where sha256 = :sha256 and state <> 'r') as barred,"
                    + " exists (select from archive.secret_sheet where sha256 = :sha256) as secret,"
                    + " exists (select from archive.examination where parse and sha256 = :sha256) as unparsed) q left join lateral"
                    + " (select true as there, null::bytea as stored, null::bytea as key, null::uuid as vault from archive.content"
                    + " where person is null and archive.prefix(sha256) = archive.prefix(:sha256) and sha256 = :sha256"
                    + " union all select true, c.stored, c.key, p.vault from archive.content c left join archive.person p on p.key = c.person"
                    + " where c.person is not null and archive.prefix(c.sha256) = archive.prefix(:sha256) and c.sha256 = :sha256"
                    + ") x on true";

    private StoredSheetRepository() {}

    /**
     * One row of {@code archive.content} for a sheet: its content, stored unencrypted or with a person's key.
     *
     * @param quarantined {@code true} if the sheet is in quarantine
     * @param secret {@code true} if the sheet is available only to the records authority
     * @param unparsed {@code true} for a PDF that is not parsed yet
     * @param referenced {@code true} if the sheet has such a row; otherwise the following values are {@code null}
     * @param stored address of the encrypted content; {@code null} if the sheet is stored unencrypted
     * @param key encrypted key of the sheet; {@code null} if the sheet is stored unencrypted
     * @param vault id of the person's key in the vault
     */
    record StoredForm(
            boolean quarantined,
            boolean secret,
            boolean unparsed,
            boolean referenced,
            String stored,
            byte[] key,
            UUID vault) {}

    /** Returns a sheet's rows of {@code archive.content}; if there are none, one element whose {@code referenced} is {@code false}. */
    static List<StoredForm> find(Handle sql, byte[] sha256) {
        return sql.createQuery(FIND)
                .bind("sha256", sha256)
                .map((row, context) -> new StoredForm(
                        row.getBoolean("barred"),
                        row.getBoolean("secret"),
                        row.getBoolean("unparsed"),
                        row.getBoolean("there"),
                        row.getString("stored"),
                        row.getBytes("key"),
                        row.getObject("vault", UUID.class)))
                .list();
    }

    /**
     * Finds the vault key of a person.
     *
     * @return id of the key; empty if the person is unknown or has no key yet
     */
    static Optional<UUID> vault(Handle sql, String digest) {
        return sql.createQuery("select vault from archive.person where key = archive.key_of(decode(:digest, 'hex'))"
                        + " and digest = decode(:digest, 'hex') and vault is not null")
                .bind("digest", digest)
                .mapTo(UUID.class)
                .findOne();
    }

    /**
     * Creates missing persons, and keys of persons without a key.
     *
     * @param made new key ids, in the order of the digests
     * @return id of each person's key, in the order of the digests
     */
    static List<UUID> findOrCreateVaults(Handle sql, List<String> digests, List<UUID> made) {
        sql.createUpdate(
                        "insert into archive.person as p (key, digest, vault)"
                                + " select archive.key_of(decode(d, 'hex')), decode(d, 'hex'), v from unnest(:digests, :made) t (d, v) order by 1"
                                + " on conflict (key) do update set vault = excluded.vault where p.vault is null and p.digest = excluded.digest")
                .bindArray("digests", String.class, digests.toArray())
                .bindArray("made", UUID.class, made.toArray())
                .execute();
        return sql.createQuery(
                        "select p.vault from unnest(:digests) with ordinality t (d, n) left join archive.person p"
                                + " on p.key = archive.key_of(decode(d, 'hex')) and p.digest = decode(d, 'hex') order by n")
                .bindArray("digests", String.class, digests.toArray())
                .mapTo(UUID.class)
                .list();
    }

    /**
     * Returns the given papers that are already stored encrypted, each as its owner and its SHA-256 with a space
     * between.
     */
    static List<String> encrypted(Handle sql, List<String> digests, List<String> sha256s) {
        return sql.createQuery("select d || ' ' || h from unnest(:digests, :sha256s) t (d, h) join archive.content c"
                        + " on c.person = archive.key_of(decode(d, 'hex')) and archive.prefix(c.sha256) = archive.prefix(decode(h, 'hex'))"
                        + " and c.sha256 = decode(h, 'hex') and c.stored is not null")
                .bindArray("digests", String.class, digests.toArray())
                .bindArray("sha256s", String.class, sha256s.toArray())
                .mapTo(String.class)
                .list();
    }

    /** Replaces the encrypted key of a sheet that this transaction has written. */
    static void reseal(Handle sql, String digest, EncryptedScan scan, byte[] key) {
        sql.createUpdate(
                        "update archive.content set key = :key where person = archive.key_of(decode(:digest, 'hex'))"
                                + " and archive.prefix(sha256) = archive.prefix(:sha256) and sha256 = :sha256 and stored = :stored")
                .bind("key", key)
                .bind("digest", digest)
                .bind("sha256", hash(scan.sha256()))
                .bind("stored", hash(scan.stored()))
                .execute();
    }

    private static byte[] hash(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
