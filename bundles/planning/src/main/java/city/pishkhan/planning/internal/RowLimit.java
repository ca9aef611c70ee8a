package city.pishkhan.planning.internal;

import city.pishkhan.planning.IslandImport;
import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/** A quote that is never closed would make one row of the whole file: bounded here. */
final class RowLimit extends FilterReader {
    /** what the parser's buffer may have read beyond the row's end */
    private static final int READ_AHEAD = 16_384;

    private long sinceRow;

    RowLimit(Reader in) {
        super(in);
    }

    void newRow() {
        sinceRow = 0;
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
        sinceRow += n;
        if (sinceRow > IslandImport.LONGEST_ROW + READ_AHEAD) {
            throw new IOException(
                    "a row has more than " + IslandImport.LONGEST_ROW + " characters; is a quote not closed?");
        }
    }
}
