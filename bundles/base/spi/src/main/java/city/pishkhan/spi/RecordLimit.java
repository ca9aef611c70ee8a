package city.pishkhan.spi;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/**
 * Limits the length of each record while a partner's file is parsed. Without the limit, an unclosed quote would turn the whole
 * file into one record.
 */
public final class RecordLimit extends FilterReader {
    /** characters that the parser's buffer may read beyond the end of a record */
    private static final int READ_AHEAD = 16_384;

    private final int longest;
    private long sinceRecord;

    /** @param longest maximum length of a record in characters */
    public RecordLimit(Reader in, int longest) {
        super(in);
        this.longest = longest;
    }

    /** Marks the beginning of the next record; the count starts again at 0. */
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
            throw new IOException("a row has more than " + longest + " characters. Check for a missing closing quote.");
        }
    }
}
