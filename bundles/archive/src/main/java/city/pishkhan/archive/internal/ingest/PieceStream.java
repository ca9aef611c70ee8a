package city.pishkhan.archive.internal.ingest;

import city.pishkhan.persistence.Tx;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.UUID;

/** The pieces of an upload as one, each fetched when the one before is read. */
final class PieceStream extends InputStream {
    private final Tx tx;
    private final UUID upload;
    private final int length;
    private byte[] piece = {};
    private int begin;
    private int at;

    PieceStream(Tx tx, UUID upload, int length) {
        this.tx = tx;
        this.upload = upload;
        this.length = length;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int most) throws IOException {
        if (at == piece.length) {
            if (begin + at == length) {
                return -1;
            }
            begin += at;
            piece = tx.single(sql -> ResumableUploadRepository.piece(sql, upload, begin))
                    .orElseThrow(() -> new EOFException("an upload lacks the piece at " + begin));
            at = 0;
        }
        int size = Math.min(most, piece.length - at);
        System.arraycopy(piece, at, into, offset, size);
        at += size;
        return size;
    }
}
