package city.pishkhan.cases.internal;

import city.pishkhan.api.Cases.Applicant;
import city.pishkhan.api.Cases.Paper;
import city.pishkhan.api.Refusal;
import city.pishkhan.api.Vault;
import city.pishkhan.identifiers.Ids;
import city.pishkhan.persistence.EntityManagers;
import city.pishkhan.persistence.Schemas;
import city.pishkhan.persistence.Tx;
import jakarta.persistence.LockModeType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Cases, inquiries and what belongs to them, as rows. Every method needs a transaction. What is read without a lock is detached: should
 * the same transaction lock it later, it is read anew and not taken from what may have grown old meanwhile.
 */
@Component(service = CaseStore.class)
public final class CaseStore {
    private final Tx tx;
    private final EntityManagers.Unit unit;
    private final CaseRows rows;
    private final People people;
    private final Vault vault;

    /** What belongs to the cases that the transaction has locked: nobody else changes it, so it is read once. */
    private static final class Held {
        private final Map<UUID, CaseFile> cases = new HashMap<>();
        private final Map<UUID, List<InquiryRow>> inquiries = new HashMap<>();
        private final Map<UUID, List<Paper>> papers = new HashMap<>();
    }

    @Activate
    public CaseStore(
            @Reference Tx tx, @Reference Schemas schemas, @Reference EntityManagers entities, @Reference Vault vault) {
        this.tx = tx;
        this.vault = vault;
        schemas.migrate(CaseStore.class, "cases");
        new ClearRows(tx, vault).seal();
        unit = entities.open(CaseStore.class, "cases", CaseFile.class, InquiryRow.class);
        rows = new CaseRows(tx, vault);
        people = new People(tx, vault);
    }

    @Deactivate
    public void stop() {
        unit.close();
    }

    Tx tx() {
        return tx;
    }

    CaseRows rows() {
        return rows;
    }

    People people() {
        return people;
    }

    /** What opens and seals people's words in a case. */
    CaseSeal seal(UUID caseId) {
        return new CaseSeal(vault, caseId);
    }

    /** A case that is about to be opened. */
    CaseFile blank() {
        CaseFile file = new CaseFile();
        file.id = Ids.next();
        return file.with(seal(file.id));
    }

    static Refusal unknownCase() {
        return Refusal.notFound("case", "پرونده");
    }

    private Held held() {
        return tx.local(this, Held::new);
    }

    /** The case, its row locked until the transaction ends. */
    CaseFile lock(UUID id) {
        CaseFile held = held().cases.get(id);
        return held != null
                ? held
                : hold(Optional.ofNullable(unit.em().find(CaseFile.class, id, LockModeType.PESSIMISTIC_WRITE))
                        .orElseThrow(CaseStore::unknownCase));
    }

    /** The case that an inquiry belongs to, locked; the inquiry itself is not read before that. */
    Optional<CaseFile> lockOf(UUID inquiry) {
        return unit
                .em()
                .createQuery(
                        "select c from CaseFile c where c.id = (select i.caseId from InquiryRow i where i.id = :inquiry)",
                        CaseFile.class)
                .setParameter("inquiry", inquiry)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList()
                .stream()
                .findFirst()
                .map(this::hold);
    }

    private CaseFile hold(CaseFile file) {
        held().cases.put(file.id, file);
        return file.with(seal(file.id));
    }

    /** For reading only. */
    Optional<CaseFile> find(UUID id) {
        CaseFile held = held().cases.get(id);
        return held != null
                ? Optional.of(held)
                : Optional.ofNullable(unit.em().find(CaseFile.class, id)).map(this::unheld);
    }

    /** For reading only. */
    Optional<CaseFile> findByNumber(String number) {
        return findBy("number", number);
    }

    /** For reading only. */
    Optional<CaseFile> findByTracking(String code) {
        return findBy("tracking", code);
    }

    private Optional<CaseFile> findBy(String unique, String value) {
        return unit
                .em()
                .createQuery("select c from CaseFile c where c." + unique + " = :value", CaseFile.class)
                .setParameter("value", value)
                .getResultList()
                .stream()
                .findFirst()
                .map(this::unheld);
    }

    private CaseFile unheld(CaseFile file) {
        if (!held().cases.containsKey(file.id)) {
            unit.em().detach(file);
        }
        return file.with(seal(file.id));
    }

    /** A new case, which nobody else can know yet. */
    void add(CaseFile file) {
        unit.em().persist(file);
        unit.em().flush();
        hold(file);
        held().inquiries.put(file.id, new ArrayList<>());
    }

    /** Sends what changed, so that plain SQL sees it. */
    void flush() {
        unit.em().flush();
    }

    /** All inquiries of a case, oldest first, locked. The case must be locked before. */
    List<InquiryRow> inquiries(UUID caseId) {
        Held held = held();
        if (!held.cases.containsKey(caseId)) {
            throw new IllegalStateException("Case " + caseId + " is not locked");
        }
        List<InquiryRow> known = held.inquiries.get(caseId);
        if (known == null) {
            known = new ArrayList<>(ofCase(caseId, LockModeType.PESSIMISTIC_WRITE));
            held.inquiries.put(caseId, known);
        }
        return known;
    }

    /** One of the inquiries of a locked case. */
    InquiryRow inquiry(CaseFile file, UUID id) {
        return inquiries(file.id).stream()
                .filter(i -> i.id.equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** For reading only: no lock. */
    List<InquiryRow> readInquiries(UUID caseId) {
        List<InquiryRow> known = held().inquiries.get(caseId);
        if (known != null) {
            return known;
        }
        List<InquiryRow> read = ofCase(caseId, LockModeType.NONE);
        read.forEach(unit.em()::detach);
        return read;
    }

    private List<InquiryRow> ofCase(UUID caseId, LockModeType lock) {
        List<InquiryRow> found = unit.em()
                .createQuery("select i from InquiryRow i where i.caseId = :case order by i.id", InquiryRow.class)
                .setParameter("case", caseId)
                .setLockMode(lock)
                .getResultList();
        CaseSeal seal = seal(caseId);
        found.forEach(row -> row.with(seal));
        return found;
    }

    void add(InquiryRow inquiry) {
        List<InquiryRow> all = inquiries(inquiry.caseId);
        unit.em().persist(inquiry);
        all.add(inquiry);
    }

    /** All papers, newest revision of each kind first. */
    List<Paper> papers(UUID caseId) {
        Held held = held();
        if (!held.cases.containsKey(caseId)) {
            return rows.papers(caseId);
        }
        return held.papers.computeIfAbsent(caseId, rows::papers);
    }

    void addPaper(UUID caseId, Paper paper) {
        rows.addPaper(caseId, paper);
        held().papers.remove(caseId);
    }

    List<Applicant> applicants(UUID caseId) {
        return people.applicants(caseId);
    }
}
