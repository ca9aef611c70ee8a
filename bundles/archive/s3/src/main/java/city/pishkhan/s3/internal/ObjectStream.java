package city.pishkhan.s3.internal;

import java.io.FilterInputStream;
import java.io.IOException;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * The content of an object. Closing it early aborts the connection instead of reading the remaining bytes. If the content ends before its
 * announced length, reading throws an {@link IOException}.
 */
final class ObjectStream extends FilterInputStream {
    private final ResponseInputStream<?> content;
    private long left;

    /** @param length content length in bytes that the store announced */
    ObjectStream(ResponseInputStream<?> content, long length) {
        super(content);
        this.content = content;
        left = length;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        try {
            int n = in.read(buffer, offset, length);
            if (n < 0 && left > 0) {
                throw new IOException("The S3 store of sheets interrupted the transfer");
            }
            left -= Math.max(0, n);
            return n;
        } catch (SdkException e) {
            throw new IOException("The S3 store of sheets interrupted the transfer", e);
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

    @Override
    public void close() throws IOException {
        if (left > 0) {
            content.abort();
        } else {
            content.close();
        }
    }
}
