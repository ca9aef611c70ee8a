package city.pishkhan.cases.internal.store;

import city.pishkhan.api.cases.Cases.Applicant;
import city.pishkhan.api.cases.Cases.Paper;
import city.pishkhan.api.security.Vault;
import city.pishkhan.cases.internal.model.CaseFile;
import city.pishkhan.cases.internal.model.InquiryEntity;
import city.pishkhan.persistence.Tx;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Per-transaction cache of the cases that the transaction has locked, and of their parts. No other transaction can change these, so they
 * are read once. Parts of an unlocked case are kept only if they were read together with the case. Every method needs a transaction.
 */
public final class LockedCases {
    private final Tx tx;
    private final Vault vault;

    private static final class Held {
        private final Map<UUID, CaseFile> cases = new HashMap<>();
        private final Map<UUID, List<InquiryEntity>> inquiries = new HashMap<>();
        private final Map<UUID, CaseContents> contents = new HashMap<>();
        /** cases that were read with all parts and without a lock */
        private final Map<UUID, WholeCaseQuery.Whole> seen = new HashMap<>();
    }

    public LockedCases(Tx tx, Vault vault) {
        this.tx = tx;
        this.vault = vault;
    }

    private Held held() {
        return tx.local(this, Held::new);
    }

    boolean has(UUID caseId) {
        return held().cases.containsKey(caseId);
    }

    public Optional<CaseFile> find(UUID caseId) {
        return Optional.ofNullable(held().cases.get(caseId));
    }

    public void hold(CaseFile file) {
        held().cases.put(file.id(), file);
    }

    /** Adds a locked case and the parts that were read with it. */
    CaseFile hold(WholeCaseQuery.Whole whole) {
        hold(whole.file());
        UUID id = whole.file().id();
        hold(id, whole.inquiries());
        if (whole.contents() != null) {
            held().contents.put(id, whole.contents());
        }
        return whole.file();
    }

    /** Adds an unlocked case and the parts that were read with it. */
    CaseFile saw(WholeCaseQuery.Whole whole) {
        held().seen.put(whole.file().id(), whole);
        return whole.file();
    }

    private Optional<WholeCaseQuery.Whole> seen(UUID caseId) {
        return has(caseId) ? Optional.empty() : Optional.ofNullable(held().seen.get(caseId));
    }

    /** The inquiries of a case, or empty if they were not read yet. */
    public Optional<List<InquiryEntity>> inquiries(UUID caseId) {
        return Optional.ofNullable(held().inquiries.get(caseId))
                .or(() -> seen(caseId).map(WholeCaseQuery.Whole::inquiries));
    }

    public void hold(UUID caseId, List<InquiryEntity> inquiries) {
        held().inquiries.put(caseId, inquiries);
    }

    /** People and papers of a case. They are read once if the case is locked or was read with all parts, otherwise on each call. */
    CaseContents contents(UUID caseId) {
        return has(caseId)
                ? held().contents.computeIfAbsent(caseId, this::read)
                : seen(caseId).map(WholeCaseQuery.Whole::contents).orElseGet(() -> read(caseId));
    }

    private CaseContents read(UUID caseId) {
        return CaseContents.read(tx, vault, caseId);
    }

    /** Adds new papers to the cached papers of a case. */
    void added(UUID caseId, List<Paper> papers) {
        held().contents.computeIfPresent(caseId, (id, contents) -> {
            contents.added(papers);
            return contents;
        });
    }

    /** Adds a newly opened case with these people. */
    void opened(UUID caseId, List<Applicant> applicants) {
        held().contents.put(caseId, CaseContents.opened(vault, caseId, applicants));
    }

    /** Drops cached people and papers after people have changed. */
    void forgetContents() {
        held().contents.clear();
        held().seen.clear();
    }
}
