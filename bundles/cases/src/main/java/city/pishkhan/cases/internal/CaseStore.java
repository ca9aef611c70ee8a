package city.pishkhan.cases.internal;

import city.pishkhan.api.Cases.Applicant;
import city.pishkhan.api.Cases.Paper;
import city.pishkhan.api.Refusal;
import city.pishkhan.identifiers.Ids;
import city.pishkhan.persistence.EntityManagers;
import city.pishkhan.persistence.Schemas;
import city.pishkhan.persistence.Tx;
import jakarta.persistence.LockModeType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Cases, inquiries and what belongs to them, as rows. Every method needs a transaction. */
@Component(service = CaseStore.class)
public final class CaseStore {
    private final Tx tx;
    private final EntityManagers.Unit unit;

    /** All inquiries of one case, as the transaction sees and changes them. */
    private record Loaded(UUID caseId) {}

    @Activate
    public CaseStore(@Reference Tx tx, @Reference Schemas schemas, @Reference EntityManagers entities) {
        this.tx = tx;
        schemas.migrate(CaseStore.class, "cases");
        unit = entities.open(CaseStore.class, "cases", CaseFile.class, InquiryRow.class);
    }

    @Deactivate
    public void stop() {
        unit.close();
    }

    Tx tx() {
        return tx;
    }

    static Refusal unknownCase() {
        return Refusal.notFound("case", "پرونده");
    }

    /** The case, its row locked until the transaction ends. */
    CaseFile lock(UUID id) {
        return Optional.ofNullable(unit.em().find(CaseFile.class, id, LockModeType.PESSIMISTIC_WRITE))
                .orElseThrow(CaseStore::unknownCase);
    }

    Optional<CaseFile> find(UUID id) {
        return Optional.ofNullable(unit.em().find(CaseFile.class, id));
    }

    Optional<CaseFile> findByNumber(String number) {
        return unit.em()
                .createQuery("select c from CaseFile c where c.number = :number", CaseFile.class)
                .setParameter("number", number)
                .getResultStream()
                .findFirst();
    }

    void add(CaseFile file) {
        unit.em().persist(file);
        unit.em().flush();
        tx.local(new Loaded(file.id), ArrayList<InquiryRow>::new);
    }

    void flush() {
        unit.em().flush();
    }

    int nextSerial() {
        return tx.required(
                sql -> sql.createQuery("select nextval('cases.case_serial')").mapTo(Integer.class).one());
    }

    /** All inquiries of a case, oldest first, locked. The case must be locked before. */
    List<InquiryRow> inquiries(UUID caseId) {
        return tx.local(new Loaded(caseId), () -> new ArrayList<>(unit.em()
                .createQuery("select i from InquiryRow i where i.caseId = :case order by i.id", InquiryRow.class)
                .setParameter("case", caseId)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList()));
    }

    /** For reading only: no lock. */
    List<InquiryRow> readInquiries(UUID caseId) {
        return unit.em()
                .createQuery("select i from InquiryRow i where i.caseId = :case order by i.id", InquiryRow.class)
                .setParameter("case", caseId)
                .getResultList();
    }

    void add(InquiryRow inquiry) {
        List<InquiryRow> all = inquiries(inquiry.caseId);
        unit.em().persist(inquiry);
        all.add(inquiry);
    }

    Optional<InquiryRow> inquiry(UUID id) {
        return Optional.ofNullable(unit.em().find(InquiryRow.class, id));
    }

    /** The case that an inquiry belongs to, without loading the inquiry: its row is read only under the case's lock. */
    Optional<UUID> caseOf(UUID inquiry) {
        return tx.required(sql -> sql.createQuery("select case_id from cases.inquiry where id = :id")
                .bind("id", inquiry)
                .mapTo(UUID.class)
                .findOne());
    }

    void addApplicants(UUID caseId, List<Applicant> applicants) {
        tx.run(sql -> {
            int position = 0;
            for (Applicant a : applicants) {
                sql.createUpdate("insert into cases.person (id, national_id) values (:id, :national)"
                                + " on conflict (national_id) do nothing")
                        .bind("id", Ids.next())
                        .bind("national", a.nationalId())
                        .execute();
                sql.createUpdate("insert into cases.applicant (case_id, position, role, person, name, mobile)"
                                + " select :case, :position, :role, id, :name, :mobile"
                                + " from cases.person where national_id = :national")
                        .bind("case", caseId)
                        .bind("position", position++)
                        .bind("role", a.role())
                        .bind("name", a.name())
                        .bind("mobile", a.mobile())
                        .bind("national", a.nationalId())
                        .execute();
            }
        });
    }

    List<Applicant> applicants(UUID caseId) {
        return tx.required(sql -> sql.createQuery("select a.role, p.national_id, a.name, a.mobile from cases.applicant a"
                        + " join cases.person p on p.id = a.person where a.case_id = :case order by a.position")
                .bind("case", caseId)
                .map((row, context) ->
                        new Applicant(row.getString(1), row.getString(2), row.getString(3), row.getString(4)))
                .list());
    }

    /** All papers, newest revision of each kind first. */
    List<Paper> papers(UUID caseId) {
        return tx.required(sql -> sql.createQuery("select kind, sha256, revision, source, name, media_type, size"
                        + " from cases.paper where case_id = :case order by kind, revision desc")
                .bind("case", caseId)
                .map((row, context) -> new Paper(
                        row.getString(1),
                        row.getString(2),
                        row.getInt(3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6),
                        row.getLong(7)))
                .list());
    }

    void addPaper(UUID caseId, Paper paper) {
        tx.run(sql -> sql.createUpdate("insert into cases.paper (case_id, kind, revision, sha256, source, name, media_type, size)"
                        + " values (:case, :kind, :revision, :sha, :source, :name, :type, :size)")
                .bind("case", caseId)
                .bind("kind", paper.kind())
                .bind("revision", paper.revision())
                .bind("sha", paper.sha256())
                .bind("source", paper.source())
                .bind("name", paper.name())
                .bind("type", paper.mediaType())
                .bind("size", paper.size())
                .execute());
    }
}
