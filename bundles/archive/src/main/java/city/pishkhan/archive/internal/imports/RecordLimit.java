package city.pishkhan.archive.internal.imports;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/** A quote that is never closed would make one record of the whole manifest: bounded here. */
final class RecordLimit extends FilterReader {
    /** characters */
    static final int LONGEST = 65_536;

    /** what the parser's buffer may have read beyond the record's end */
    private static final int READ_AHEAD = 16_384;

    private long sinceRecord;

    RecordLimit(Reader in) {
        super(in);
    }

    void newRecord() {
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
        if (sinceRecord > LONGEST + READ_AHEAD) {
            throw new IOException("a row has more than " + LONGEST + " characters; is a quote not closed?");
        }
    }
}
