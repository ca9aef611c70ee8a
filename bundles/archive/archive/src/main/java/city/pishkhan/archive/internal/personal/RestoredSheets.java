package city.pishkhan.archive.internal.personal;

import city.pishkhan.api.security.Vault;
import city.pishkhan.persistence.copy.RestoredBackup;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;

/** Checks that identity papers of a restored backup can be decrypted with the keys of the backup. */
public final class RestoredSheets {
    private static final int SAMPLE = 100;

    /** Selects the first content after each random prefix, which is cheap for any number of contents. */
    private static final String CHOSEN =
            "select encode(c.sha256, 'hex') as sha256, encode(c.stored, 'hex') as stored, c.key, p.vault from unnest(:from) f,"
                    + " lateral (select * from archive.content where stored is not null and archive.prefix(stored) >= f"
                    + " order by archive.prefix(stored) limit 1) c join archive.person p on p.key = c.person";

    private final RestoredBackup restored;
    private final String folder;

    /** @param folder folder of the backup's part */
    public RestoredSheets(RestoredBackup restored, String folder) {
        this.restored = restored;
        this.folder = folder;
    }

    private record SampledSheet(String sha256, String stored, byte[] key, UUID vault) {}

    /** @return one line with the result */
    public String check(List<String> faults) {
        if (restored.vault().isEmpty()) {
            return "identity papers: none checked, because there is no vault";
        }
        List<SampledSheet> chosen = restored.tx().required(sql -> sql.createQuery(CHOSEN)
                .bindArray(
                        "from", Long.class, new Random().longs(SAMPLE).boxed().toArray())
                .map((row, context) -> new SampledSheet(
                        row.getString("sha256"),
                        row.getString("stored"),
                        row.getBytes("key"),
                        row.getObject("vault", UUID.class)))
                .list());
        Collection<SampledSheet> tried = chosen.stream()
                .collect(Collectors.toMap(SampledSheet::stored, one -> one, (one, same) -> one))
                .values();
        int open = 0;
        int destroyed = 0;
        for (SampledSheet one : tried) {
            try {
                Optional<String> key = key(restored.vault().get(), one);
                if (key.isEmpty()) {
                    destroyed++;
                } else if (sha256(one, key.get()).equals(one.sha256)) {
                    open++;
                } else {
                    faults.add("identity papers: " + one.sha256 + " cannot be restored from its encrypted bytes");
                }
            } catch (IOException | RuntimeException e) {
                faults.add("identity papers: " + one.sha256 + " cannot be decrypted: " + e.getMessage());
            }
        }
        return "identity papers: " + tried.size() + " tried, " + open + " open, " + destroyed
                + " are of erased persons";
    }

    private static Optional<String> key(Vault vault, SampledSheet one) {
        return vault.open(one.vault, StoredSheets.place(one.sha256), one.key);
    }

    private String sha256(SampledSheet one, String key) throws IOException {
        try (InputStream in = Objects.requireNonNull(restored.backup()).open(folder, one.stored)) {
            in.skipNBytes(SheetCipher.offset(0));
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            SheetCipher.decrypted(HexFormat.of().parseHex(key), in, 0)
                    .transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
