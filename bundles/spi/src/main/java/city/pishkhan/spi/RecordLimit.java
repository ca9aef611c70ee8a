package city.pishkhan.spi;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/** Of a partner's file, record by record: a quote that is never closed would make one record of the whole file, and is bounded here. */
public final class RecordLimit extends FilterReader {
    /** what the parser's buffer may have read beyond the record's end */
    private static final int READ_AHEAD = 16_384;

    private final int longest;
    private long sinceRecord;

    /** @param longest characters that a record may have */
    public RecordLimit(Reader in, int longest) {
        super(in);
        this.longest = longest;
    }

    /** The next record begins. */
    public void newRecord() {
        sinceRecord = 0;
    }

    @Override
    public int read() throws IOException {
        int c = super.read();
        count(c < 0 ? 0 : 1);
        return c;
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        int n = super.read(buffer, offset, length);
        count(Math.max(n, 0));
        return n;
    }

    private void count(int n) throws IOException {
        sinceRecord += n;
        if (sinceRecord > longest + READ_AHEAD) {
            throw new IOException("a row has more than " + longest + " characters; is a quote not closed?");
        }
    }
}
