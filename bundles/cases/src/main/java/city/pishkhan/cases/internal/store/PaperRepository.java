package city.pishkhan.cases.internal.store;

import city.pishkhan.api.cases.Cases.Paper;
import city.pishkhan.api.security.Vault;
import city.pishkhan.cases.internal.model.CaseSeal;
import city.pishkhan.persistence.Tx;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/** The papers of cases, as rows; they are only ever added. Every method needs a transaction. */
public final class PaperRepository {
    static final Comparator<Paper> ORDER = Comparator.comparing(Paper::kind)
            .thenComparing(Comparator.comparingInt(Paper::revision).reversed());

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
        return held.papers(caseId, this::read);
    }

    private List<Paper> read(UUID caseId) {
        return tx
                .required(sql -> sql.createQuery("select kind, sha256, revision, source, name, media_type, size"
                                + " from cases.paper where case_id = :case order by kind, revision desc")
                        .bind("case", caseId)
                        .map((row, context) -> new Row(
                                row.getString(1),
                                row.getString(2),
                                row.getInt(3),
                                row.getString(4),
                                row.getBytes(5),
                                row.getString(6),
                                row.getLong(7)))
                        .list())
                .stream()
                .map(row -> row.paper(CaseSeal.open(vault, caseId, place(row.kind, row.revision), row.name)))
                .toList();
    }

    /** A paper with its name as it is kept: whoever scanned it may have named it after its owner. */
    private record Row(
            String kind, String sha256, int revision, String source, byte[] name, String mediaType, long size) {
        private Paper paper(String clear) {
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
