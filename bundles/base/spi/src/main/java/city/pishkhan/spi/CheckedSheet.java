package city.pishkhan.spi;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Stream over a whole sheet that verifies the SHA-256 of its bytes, for a {@link SheetStore}. The last byte is returned only
 * after the digest of all bytes matched. A caller that forwards the stream therefore never forwards a complete sheet with wrong
 * content.
 */
public final class CheckedSheet extends FilterInputStream {
    private final MessageDigest digest = sha256();
    private final String sha256;
    private byte last;
    private boolean begun;
    private boolean ended;

    /**
     * @param in     all bytes of the sheet
     * @param sha256 expected SHA-256, lower-case hex
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

    /** @throws SheetDamaged in place of the last byte, if the digest does not match */
    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!begun && !ended) {
            begin();
        }
        if (ended) {
            return -1;
        }
        int n = in.read(buffer, offset, length);
        if (n < 0) {
            end();
            buffer[offset] = last;
            return 1;
        }
        if (n > 0) {
            digest.update(buffer, offset, n);
            byte next = buffer[offset + n - 1];
            System.arraycopy(buffer, offset, buffer, offset + 1, n - 1);
            buffer[offset] = last;
            last = next;
        }
        return n;
    }

    private void begin() throws IOException {
        int first = in.read();
        if (first < 0) {
            end();
            return;
        }
        begun = true;
        last = (byte) first;
        digest.update(last);
    }

    private void end() throws IOException {
        ended = true;
        if (!HexFormat.of().formatHex(digest.digest()).equals(sha256)) {
            throw new SheetDamaged(sha256);
        }
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
