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
        RetentionAuthority.require(operator);
        return tx.required(DisposalRepository::list);
    }

    public Disposal find(Caller operator, UUID id) {
        RetentionAuthority.require(operator);
        return tx.required(sql -> DisposalList.found(sql, id));
    }

    public List<Line> lines(Caller operator, UUID id, long after, int most) {
        find(operator, id);
        return tx.required(
                sql -> DisposalRepository.lines(sql, id, after, Math.max(1, Math.min(most, ArchiveDisposals.MOST))));
    }

    public Map<String, Long> reasons(Caller operator, UUID id) {
        find(operator, id);
        return tx.required(sql -> DisposalRepository.reasons(sql, id));
    }

    public byte[] certificate(Caller operator, UUID id) {
        find(operator, id);
        return tx.required(sql -> DisposalRepository.certificate(sql, id)).orElseThrow(DisposalFiles::notEnded);
    }

    public void sheets(Caller operator, UUID id, Appendable out) {
        certificate(operator, id);
        tx.run(sql -> DisposalRepository.sheets(sql, id, out));
    }

    private static Refusal notEnded() {
        return Refusal.conflict("disposal.not-ended");
    }
}
