package city.pishkhan.cases.internal.store;

import city.pishkhan.api.cases.Cases.Applicant;
import city.pishkhan.api.cases.Cases.Paper;
import city.pishkhan.api.security.Vault;
import city.pishkhan.persistence.Tx;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** People and papers of a case. One statement reads them; they are decrypted on first access. */
public final class CaseContents {
    /** Order by kind; the newest revision of each kind first. */
    private static final Comparator<Paper> ORDER = Comparator.comparing(Paper::kind)
            .thenComparing(Comparator.comparingInt(Paper::revision).reversed());

    private static final String BOTH =
            "select a.position, a.role, null::text, null::text, a.name, null::text, 0::bigint,"
                    + " a.person, p.national_id, a.mobile"
                    + " from cases.applicant a join cases.person p on p.id = a.person where a.case_id = :case"
                    + " union all select revision, kind, sha256, source, name, media_type, size, null, null, null"
                    + " from cases.paper where case_id = :case";

    private final Vault vault;
    private final UUID caseId;
    private final List<PartyRepository.Row> parties = new ArrayList<>();
    private final List<PaperRepository.Row> rows = new ArrayList<>();
    private @Nullable List<Paper> papers;
    private @Nullable List<Applicant> applicants;

    CaseContents(Vault vault, UUID caseId) {
        this.vault = vault;
        this.caseId = caseId;
    }

    /** Contents of a case that was just opened and has no papers yet. */
    static CaseContents opened(Vault vault, UUID caseId, List<Applicant> applicants) {
        CaseContents contents = new CaseContents(vault, caseId);
        contents.applicants = List.copyOf(applicants);
        return contents;
    }

    static CaseContents read(Tx tx, Vault vault, UUID caseId) {
        CaseContents contents = new CaseContents(vault, caseId);
        tx.run(sql -> sql.createQuery(BOTH)
                .bind("case", caseId)
                .map((row, context) -> {
                    UUID person = row.getObject(8, UUID.class);
                    return person == null
                            ? contents.rows.add(new PaperRepository.Row(
                                    row.getString(2),
                                    row.getString(3),
                                    row.getInt(1),
                                    row.getString(4),
                                    row.getBytes(5),
                                    row.getString(6),
                                    row.getLong(7)))
                            : contents.parties.add(new PartyRepository.Row(
                                    caseId,
                                    row.getInt(1),
                                    person,
                                    row.getString(2),
                                    row.getBytes(9),
                                    row.getBytes(5),
                                    row.getBytes(10)));
                })
                .list());
        contents.parties.sort(Comparator.comparingInt(PartyRepository.Row::position));
        return contents;
    }

    UUID caseId() {
        return caseId;
    }

    void add(PartyRepository.Row party) {
        parties.add(party);
    }

    void add(PaperRepository.Row paper) {
        rows.add(paper);
    }

    /** Papers by kind; the newest revision of each kind first. */
    public List<Paper> papers() {
        if (papers == null) {
            papers = rows.stream()
                    .map(row -> row.open(vault, caseId))
                    .sorted(ORDER)
                    .toList();
        }
        return papers;
    }

    /** Applicants in the order of the application. */
    public List<Applicant> applicants() {
        if (applicants == null) {
            applicants = parties.stream().map(row -> row.open(vault)).toList();
        }
        return applicants;
    }

    void addPapers(List<Paper> added) {
        List<Paper> more = new ArrayList<>(papers());
        more.addAll(added);
        more.sort(ORDER);
        papers = List.copyOf(more);
    }
}
