package city.pishkhan.cases.internal.store;

import city.pishkhan.api.cases.Cases.Paper;
import city.pishkhan.api.security.Vault;
import city.pishkhan.cases.internal.model.CaseSeal;
import city.pishkhan.persistence.Tx;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

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

    public void add(UUID caseId, List<Paper> papers) {
        tx.run(sql -> sql.registerArrayType(Integer.class, "int4")
                .createUpdate(
                        "insert into cases.paper (case_id, kind, revision, sha256, source, name, media_type, size)"
                                + " select :case, kind, revision, sha256, source, decode(name, 'hex'), type, size"
                                + " from unnest(:kinds, :revisions, :shas, :sources, :names, :types, :sizes)"
                                + " p (kind, revision, sha256, source, name, type, size)")
                .bind("case", caseId)
                .bindArray("kinds", String.class, all(papers, Paper::kind))
                .bindArray("revisions", Integer.class, all(papers, Paper::revision))
                .bindArray("shas", String.class, all(papers, Paper::sha256))
                .bindArray("sources", String.class, all(papers, Paper::source))
                .bindArray("names", String.class, all(papers, paper -> sealedName(caseId, paper)))
                .bindArray("types", String.class, all(papers, Paper::mediaType))
                .bindArray("sizes", Long.class, all(papers, Paper::size))
                .execute());
        held.added(caseId, papers);
    }

    private String sealedName(UUID caseId, Paper paper) {
        return HexFormat.of().formatHex(vault.seal(caseId, place(paper.kind(), paper.revision()), paper.name()));
    }

    private static Object[] all(List<Paper> papers, Function<Paper, ?> value) {
        return papers.stream().map(value).toArray();
    }
}
