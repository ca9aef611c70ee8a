package city.pishkhan.cases.internal.store;

import city.pishkhan.api.cases.Cases.Paper;
import city.pishkhan.api.security.Vault;
import city.pishkhan.cases.internal.model.CaseSeal;
import city.pishkhan.persistence.Tx;
import java.util.List;
import java.util.UUID;

/** The papers of cases, as rows; they are only ever added. Every method needs a transaction. */
public final class PaperRepository {
    private final Tx tx;
    private final Vault vault;
    private final LockedCases held;

    PaperRepository(Tx tx, Vault vault, LockedCases held) {
        this.tx = tx;
        this.vault = vault;
        this.held = held;
    }

    /** Newest revision of each kind first. */
    public List<Paper> of(UUID caseId) {
        return held.contents(caseId).papers();
    }

    /** A paper with its name as it is kept: whoever scanned it may have named it after its owner. */
    record Row(String kind, String sha256, int revision, String source, byte[] name, String mediaType, long size) {
        Paper open(Vault vault, UUID caseId) {
            String clear = CaseSeal.open(vault, caseId, place(kind, revision), name);
            return new Paper(kind, sha256, revision, source, clear, mediaType, size);
        }
    }

    private static String place(String kind, int revision) {
        return "paper.name " + kind + "/" + revision;
    }

    public void add(UUID caseId, Paper paper) {
        tx.run(sql -> sql.createUpdate(
                        "insert into cases.paper (case_id, kind, revision, sha256, source, name, media_type, size)"
                                + " values (:case, :kind, :revision, :sha, :source, :name, :type, :size)")
                .bind("case", caseId)
                .bind("kind", paper.kind())
                .bind("revision", paper.revision())
                .bind("sha", paper.sha256())
                .bind("source", paper.source())
                .bind("name", vault.seal(caseId, place(paper.kind(), paper.revision()), paper.name()))
                .bind("type", paper.mediaType())
                .bind("size", paper.size())
                .execute());
        held.added(caseId, paper);
    }
}
