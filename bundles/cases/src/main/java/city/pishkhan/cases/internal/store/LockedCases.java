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
 * What belongs to the cases that the transaction has locked: nobody else changes it, so it is read once. What belongs to one that it only reads is
 * remembered if it was read with it. Every method needs a transaction.
 */
public final class LockedCases {
    private final Tx tx;
    private final Vault vault;

    private static final class Held {
        private final Map<UUID, CaseFile> cases = new HashMap<>();
        private final Map<UUID, List<InquiryEntity>> inquiries = new HashMap<>();
        private final Map<UUID, CaseContents> contents = new HashMap<>();
        /** of cases that were read whole, and are not locked */
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

    /** A case that is locked now, with what was read with it. */
    CaseFile hold(WholeCaseQuery.Whole whole) {
        hold(whole.file());
        UUID id = whole.file().id();
        hold(id, whole.inquiries());
        if (whole.contents() != null) {
            held().contents.put(id, whole.contents());
        }
        return whole.file();
    }

    /** A case that is only read, with what was read with it. */
    CaseFile saw(WholeCaseQuery.Whole whole) {
        held().seen.put(whole.file().id(), whole);
        return whole.file();
    }

    private Optional<WholeCaseQuery.Whole> seen(UUID caseId) {
        return has(caseId) ? Optional.empty() : Optional.ofNullable(held().seen.get(caseId));
    }

    /** Those of a case, if they were read before. */
    public Optional<List<InquiryEntity>> inquiries(UUID caseId) {
        return Optional.ofNullable(held().inquiries.get(caseId))
                .or(() -> seen(caseId).map(WholeCaseQuery.Whole::inquiries));
    }

    public void hold(UUID caseId, List<InquiryEntity> inquiries) {
        held().inquiries.put(caseId, inquiries);
    }

    /** Read at the first time if the case is held or was read whole, else every time. */
    CaseContents contents(UUID caseId) {
        return has(caseId)
                ? held().contents.computeIfAbsent(caseId, this::read)
                : seen(caseId).map(WholeCaseQuery.Whole::contents).orElseGet(() -> read(caseId));
    }

    private CaseContents read(UUID caseId) {
        return CaseContents.read(tx, vault, caseId);
    }

    /** Papers were added to a case. */
    void added(UUID caseId, List<Paper> papers) {
        held().contents.computeIfPresent(caseId, (id, contents) -> {
            contents.added(papers);
            return contents;
        });
    }

    /** A case was opened for these people. */
    void opened(UUID caseId, List<Applicant> applicants) {
        held().contents.put(caseId, CaseContents.opened(vault, caseId, applicants));
    }

    /** People were changed. */
    void forgetContents() {
        held().contents.clear();
        held().seen.clear();
    }
}
