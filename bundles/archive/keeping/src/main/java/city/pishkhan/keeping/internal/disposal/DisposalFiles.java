package city.pishkhan.keeping.internal.disposal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.security.Caller;
import city.pishkhan.keeping.ArchiveDisposals;
import city.pishkhan.keeping.ArchiveDisposals.Disposal;
import city.pishkhan.keeping.ArchiveDisposals.Line;
import city.pishkhan.persistence.Tx;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Returns disposal lists, certificates and lists of destroyed sheets to operators. */
public final class DisposalFiles {
    private final Tx tx;

    public DisposalFiles(Tx tx) {
        this.tx = tx;
    }

    public List<Disposal> list(Caller operator) {
        ArchiveRetentionService.requireOperator(operator);
        return tx.required(DisposalRepository::list);
    }

    public Disposal find(Caller operator, UUID id) {
        ArchiveRetentionService.requireOperator(operator);
        return tx.required(sql -> DisposalList.load(sql, id));
    }

    public List<Line> lines(Caller operator, UUID id, long after, int limit) {
        find(operator, id);
        return tx.required(
                sql -> DisposalRepository.lines(sql, id, after, Math.max(1, Math.min(limit, ArchiveDisposals.MOST))));
    }

    public Map<String, Long> reasons(Caller operator, UUID id) {
        find(operator, id);
        return tx.required(sql -> DisposalRepository.reasons(sql, id));
    }

    public byte[] certificate(Caller operator, UUID id) {
        find(operator, id);
        return tx.required(sql -> DisposalRepository.certificate(sql, id)).orElseThrow(DisposalFiles::notEnded);
    }

    public void writeSheets(Caller operator, UUID id, Appendable out) {
        certificate(operator, id);
        tx.run(sql -> DisposalRepository.writeSheets(sql, id, out));
    }

    private static Refusal notEnded() {
        return Refusal.conflict("disposal.not-ended");
    }
}
