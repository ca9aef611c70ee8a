package city.pishkhan.spi;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The first bytes of a longer stream. Closing this stream closes the underlying stream. */
public final class FirstBytes extends FilterInputStream {
    private long remaining;

    /** @param length maximum number of bytes to read from {@code in} */
    public FirstBytes(InputStream in, long length) {
        super(in);
        remaining = length;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (remaining <= 0) {
            return -1;
        }
        int n = in.read(buffer, offset, (int) Math.min(remaining, length));
        remaining -= Math.max(0, n);
        return n;
    }

    @Override
    public long skip(long count) throws IOException {
        if (remaining <= 0 || count <= 0) {
            return 0;
        }
        long n = in.skip(Math.min(remaining, count));
        remaining -= n;
        return n;
    }

    @Override
    public int available() throws IOException {
        return (int) Math.min(Math.max(0, remaining), in.available());
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
