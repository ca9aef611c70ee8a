package city.pishkhan.archive.internal.personal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * One sheet in segments of 64 KiB, each AES-256-GCM with its own tag (the STREAM construction: Hoang, Reyhanitabar, Rogaway, Vizár 2015): a range is
 * decrypted alone, and no byte is given out of a segment that is not whole. The nonce is the segment's number and whether it is the last, so that none can be
 * moved, doubled or cut off. A key encrypts ONE sheet: that is what makes such nonces safe.
 */
final class SheetCipher {
    static final int KEY_BYTES = 32;
    static final int SEGMENT = 64 << 10;
    private static final int TAG = 16;
    private static final int NONCE = 12;
    /** what an encrypted sheet begins with; its last byte is the version of the form */
    private static final byte[] HEAD = {'P', 'S', 'H', 1};

    private static final SecureRandom RANDOM = new SecureRandom();

    private SheetCipher() {}

    static byte[] newKey() {
        byte[] key = new byte[KEY_BYTES];
        RANDOM.nextBytes(key);
        return key;
    }

    /** Closes what it reads. @param plain one byte or more */
    static InputStream encrypted(byte[] key, InputStream plain) {
        return new Segments(Cipher.ENCRYPT_MODE, key, plain, SEGMENT, 0, HEAD);
    }

    /** Where in the encrypted bytes {@link #decrypted} begins for a byte of the sheet. */
    static long offset(long from) {
        return HEAD.length + from / SEGMENT * (SEGMENT + TAG);
    }

    /**
     * From one of its bytes on. Closes what it reads.
     *
     * @param encrypted from {@link #offset} on
     * @param from      bytes that are left out
     * @throws IOException with it or later, if a segment is not what it was
     */
    static InputStream decrypted(byte[] key, InputStream encrypted, long from) throws IOException {
        InputStream in = new Segments(
                Cipher.DECRYPT_MODE, key, encrypted, SEGMENT + TAG, Math.toIntExact(from / SEGMENT), new byte[0]);
        boolean ready = false;
        try {
            for (long left = from % SEGMENT; left > 0; ) {
                long skipped = in.skip(left);
                if (skipped <= 0) {
                    break;
                }
                left -= skipped;
            }
            ready = true;
            return in;
        } finally {
            if (!ready) {
                in.close();
            }
        }
    }

    /** Reads one segment ahead, to know which is the last. */
    private static final class Segments extends InputStream {
        private final int mode;
        private final SecretKeySpec key;
        private final InputStream in;
        private final int size;
        private byte[] ahead;
        private int number;
        private byte[] ready;
        private int at;

        private Segments(int mode, byte[] key, InputStream in, int size, int first, byte[] head) {
            this.mode = mode;
            this.key = new SecretKeySpec(key, "AES");
            this.in = in;
            this.size = size;
            this.number = first;
            this.ready = head;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int most) throws IOException {
            if (most == 0) {
                return 0;
            }
            while (at == ready.length) {
                if (!next()) {
                    return -1;
                }
            }
            int n = Math.min(most, ready.length - at);
            System.arraycopy(ready, at, into, offset, n);
            at += n;
            return n;
        }

        @Override
        public long skip(long n) throws IOException {
            if (at == ready.length && !next()) {
                return 0;
            }
            int skipped = (int) Math.min(n, ready.length - at);
            at += skipped;
            return skipped;
        }

        private boolean next() throws IOException {
            byte[] segment = ahead == null ? in.readNBytes(size) : ahead;
            if (segment.length == 0) {
                return false;
            }
            ahead = in.readNBytes(size);
            try {
                Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
                cipher.init(mode, key, new GCMParameterSpec(TAG * Byte.SIZE, nonce(ahead.length == 0)));
                cipher.updateAAD(HEAD);
                ready = cipher.doFinal(segment);
                at = 0;
                number++;
                return true;
            } catch (GeneralSecurityException e) {
                throw new IOException("Segment " + number + " of an encrypted sheet is not what it was", e);
            }
        }

        private byte[] nonce(boolean last) {
            return ByteBuffer.allocate(NONCE)
                    .putInt(NONCE - Integer.BYTES - 1, number)
                    .put(NONCE - 1, (byte) (last ? 1 : 0))
                    .array();
        }

        @Override
        public void close() throws IOException {
            Arrays.fill(ready, (byte) 0);
            at = ready.length;
            in.close();
        }
    }
}
