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
import org.jspecify.annotations.Nullable;

/**
 * Encrypts a sheet in segments of 64 KiB with AES-256-GCM and a tag for each segment (STREAM construction: Hoang, Reyhanitabar, Rogaway,
 * Vizár 2015). Ranges can be decrypted separately, and no byte of a segment is returned before its tag is verified. The nonce contains the
 * number of the segment and a flag for the last one, so segments cannot be moved, duplicated or cut off. Such nonces are safe because each
 * key encrypts only ONE sheet.
 */
final class SheetCipher {
    static final int KEY_BYTES = 32;
    static final int SEGMENT = 64 << 10;
    private static final int TAG = 16;
    private static final int NONCE = 12;
    /** first bytes of an encrypted sheet; the last one is the format version */
    private static final byte[] MAGIC = {'P', 'S', 'H', 1};

    private static final SecureRandom RANDOM = new SecureRandom();

    private SheetCipher() {}

    static byte[] newKey() {
        byte[] key = new byte[KEY_BYTES];
        RANDOM.nextBytes(key);
        return key;
    }

    /**
     * Encrypts a stream. Closing the result closes the stream.
     *
     * @param plain stream with at least one byte
     */
    static InputStream encrypted(byte[] key, InputStream plain) {
        return new Segments(Cipher.ENCRYPT_MODE, key, plain, SEGMENT, 0, MAGIC);
    }

    /** Returns the offset in the encrypted content where {@link #decrypted} must begin for a byte of the sheet. */
    static long offset(long from) {
        return MAGIC.length + from / SEGMENT * (SEGMENT + TAG);
    }

    /**
     * Decrypts a stream from a byte of the sheet on. Closing the result closes the stream.
     *
     * @param encrypted encrypted content from {@link #offset} on
     * @param from number of bytes of the sheet to skip
     * @throws IOException now or while reading, if a segment was modified
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

    /** Encrypts or decrypts segment by segment. The next segment is read in advance, to detect the last segment. */
    private static final class Segments extends InputStream {
        private final int mode;
        private final SecretKeySpec key;
        private final InputStream in;
        private final int size;
        private byte @Nullable [] ahead;
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
                cipher.updateAAD(MAGIC);
                ready = cipher.doFinal(segment);
                at = 0;
                number++;
                return true;
            } catch (GeneralSecurityException e) {
                throw new IOException("Segment " + number + " of an encrypted sheet was altered", e);
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
