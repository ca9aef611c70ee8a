package city.pishkhan.cases.internal.store;

import city.pishkhan.api.cases.Cases.Paper;
import city.pishkhan.api.security.Vault;
import city.pishkhan.cases.internal.model.CaseSeal;
import city.pishkhan.persistence.DeferredWrite;
import city.pishkhan.persistence.Tx;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** Reads and adds papers of cases; existing rows are never changed. Every method needs a transaction. */
public final class PaperRepository {
    private final Tx tx;
    private final Vault vault;
    private final LockedCases lockedCases;

    PaperRepository(Tx tx, Vault vault, LockedCases lockedCases) {
        this.tx = tx;
        this.vault = vault;
        this.lockedCases = lockedCases;
    }

    /** Papers of a case by kind; the newest revision of each kind first. */
    public List<Paper> findByCase(UUID caseId) {
        return lockedCases.contents(caseId).papers();
    }

    /** A row of the table of papers. Its name is encrypted, because the file may have been named after its owner. */
    record Row(String kind, String sha256, int revision, String source, byte[] name, String mediaType, long size) {
        Paper open(Vault vault, UUID caseId) {
            String clear = CaseSeal.open(vault, caseId, place(kind, revision), name);
            return new Paper(kind, sha256, revision, source, clear, mediaType, size);
        }
    }

    private static String place(String kind, int revision) {
        return "paper.name " + kind + "/" + revision;
    }

    /** Adds papers at commit. The contents of the case must be cached: either read before in this transaction or those of a new case. */
    public void add(UUID caseId, List<Paper> papers) {
        tx.atCommit(DeferredWrite.of(
                "insert into cases.paper (case_id, kind, revision, sha256, source, name, media_type, size)"
                        + " select ?, kind, revision, sha256, source, decode(name, 'hex'), type, size"
                        + " from unnest(?, ?, ?, ?, ?, ?, ?) p (kind, revision, sha256, source, name, type, size)",
                List.of(
                        DeferredWrite.object(caseId),
                        DeferredWrite.array("text", all(papers, Paper::kind)),
                        DeferredWrite.array("integer", all(papers, Paper::revision)),
                        DeferredWrite.array("text", all(papers, Paper::sha256)),
                        DeferredWrite.array("text", all(papers, Paper::source)),
                        DeferredWrite.array("text", all(papers, paper -> sealedName(caseId, paper))),
                        DeferredWrite.array("text", all(papers, Paper::mediaType)),
                        DeferredWrite.array("bigint", all(papers, Paper::size))),
                rows -> {}));
        lockedCases.addPapers(caseId, papers);
    }

    private String sealedName(UUID caseId, Paper paper) {
        return HexFormat.of().formatHex(vault.seal(caseId, place(paper.kind(), paper.revision()), paper.name()));
    }

    private static <T> List<T> all(List<Paper> papers, Function<Paper, T> value) {
        return papers.stream().map(value).toList();
    }
}
