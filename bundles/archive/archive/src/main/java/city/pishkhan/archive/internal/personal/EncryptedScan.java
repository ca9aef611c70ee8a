package city.pishkhan.archive.internal.personal;

import city.pishkhan.spi.SheetStore;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Supplier;

/** An encrypted identity paper in the store whose key is not in the database yet. Also supplies the unencrypted content. */
public final class EncryptedScan implements Supplier<InputStream> {
    private final String sha256;
    private final long size;
    private final String stored;
    private final byte[] key;
    private final Supplier<InputStream> again;
    private final boolean unscanned;
    private final boolean unparsed;

    private EncryptedScan(
            String sha256,
            long size,
            String stored,
            byte[] key,
            Supplier<InputStream> content,
            boolean unscanned,
            boolean unparsed) {
        this.sha256 = sha256;
        this.size = size;
        this.stored = stored;
        this.key = key;
        this.again = content;
        this.unscanned = unscanned;
        this.unparsed = unparsed;
    }

    /**
     * Encrypts and stores a sheet.
     *
     * @param content opens the sheet, each time from its beginning
     */
    public static EncryptedScan put(SheetStore store, Supplier<InputStream> content) throws IOException {
        byte[] key = SheetCipher.newKey();
        MessageDigest digest = newDigest();
        long[] size = new long[1];
        try (InputStream plain = content.get();
                InputStream counted = new DigestInputStream(plain, digest) {
                    @Override
                    public int read(byte[] into, int offset, int most) throws IOException {
                        int n = super.read(into, offset, most);
                        size[0] += Math.max(0, n);
                        return n;
                    }
                }) {
            String stored = store.put(SheetCipher.encrypted(key, counted)).sha256();
            return new EncryptedScan(
                    HexFormat.of().formatHex(digest.digest()), size[0], stored, key, content, false, false);
        }
    }

    private static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns the same scan with another source of its unencrypted content, and flags for a later malware scan and parsing. */
    public EncryptedScan withContent(Supplier<InputStream> content, boolean scanLater, boolean parseLater) {
        return new EncryptedScan(sha256, size, stored, key, content, scanLater, parseLater);
    }

    /** Stores the encrypted content again if it is missing. */
    public void ensureStored(SheetStore store) throws IOException {
        if (!store.contains(stored)) {
            try (InputStream plain = again.get()) {
                store.put(SheetCipher.encrypted(key, plain));
            }
        }
    }

    /** Returns the SHA-256 of the unencrypted content; {@link #size} refers to it too. */
    public String sha256() {
        return sha256;
    }

    public long size() {
        return size;
    }

    /** Returns the address in the store: the SHA-256 of the encrypted content. */
    public String stored() {
        return stored;
    }

    /** Returns the key as text for encryption by the vault. */
    String key() {
        return HexFormat.of().formatHex(key);
    }

    public boolean isScanPending() {
        return unscanned;
    }

    public boolean isParsePending() {
        return unparsed;
    }

    @Override
    public InputStream get() {
        return again.get();
    }
}
