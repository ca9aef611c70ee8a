package city.pishkhan.archive.internal.ingest;

import city.pishkhan.api.security.Vault;
import city.pishkhan.persistence.Tx;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The content of a resumable upload. Each piece is loaded after the previous one was read. */
final class PieceStream extends InputStream {
    private final Tx tx;
    private final Vault vault;
    private final UUID caseId;
    private final UUID upload;
    private final int length;
    private byte[] piece = {};
    private int begin;
    private int at;

    PieceStream(Tx tx, Vault vault, UUID caseId, UUID upload, int length) {
        this.tx = tx;
        this.vault = vault;
        this.caseId = caseId;
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
            piece = opened(tx.single(sql -> ResumableUploadRepository.piece(sql, upload, begin))
                    .orElseThrow(() -> new EOFException("an upload has no piece at " + begin)));
            at = 0;
        }
        int size = Math.min(most, piece.length - at);
        System.arraycopy(piece, at, into, offset, size);
        at += size;
        return size;
    }

    /** Encrypts a piece with the case's key. All uploads are encrypted, because they may contain identity papers. */
    static byte @Nullable [] sealed(Vault vault, UUID caseId, UUID upload, int at, byte[] piece) {
        return vault.seal(caseId, place(upload, at), Base64.getEncoder().encodeToString(piece));
    }

    private byte[] opened(byte[] sealed) throws IOException {
        return Base64.getDecoder()
                .decode(vault.open(caseId, place(upload, begin), sealed)
                        .orElseThrow(() -> new EOFException("the case of an upload is erased")));
    }

    private static String place(UUID upload, int at) {
        return "resumable.piece " + upload + " " + at;
    }
}
