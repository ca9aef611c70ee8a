package city.pishkhan.spi;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The bytes of a sheet from its beginning, for a {@link SheetStore}: whoever reads to the end learns if they are not what was stored. */
public final class CheckedSheet extends FilterInputStream {
    private final MessageDigest digest = sha256();
    private final String sha256;
    private boolean checked;

    /**
     * @param in     all bytes of the sheet
     * @param sha256 what they must be, lower-case hex
     */
    public CheckedSheet(InputStream in, String sha256) {
        super(in);
        this.sha256 = sha256;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    /** @throws IOException at the end, if the bytes were others */
    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int n = in.read(buffer, offset, length);
        if (n > 0) {
            digest.update(buffer, offset, n);
        } else if (n < 0 && !checked) {
            checked = true;
            if (!HexFormat.of().formatHex(digest.digest()).equals(sha256)) {
                throw new IOException("Sheet " + sha256 + " is damaged where it is stored");
            }
        }
        return n;
    }

    @Override
    public long skip(long n) throws IOException {
        byte[] passed = new byte[(int) Math.min(n, 8192)];
        return n <= 0 ? 0 : Math.max(0, read(passed, 0, passed.length));
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
