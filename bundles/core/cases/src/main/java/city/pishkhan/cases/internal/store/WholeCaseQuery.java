package city.pishkhan.cases.internal.store;

import city.pishkhan.api.security.Vault;
import city.pishkhan.cases.internal.model.CaseFile;
import city.pishkhan.cases.internal.model.CaseSeal;
import city.pishkhan.cases.internal.model.InquiryEntity;
import city.pishkhan.persistence.EntityManagers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.FlushMode;
import org.hibernate.Session;
import org.hibernate.query.NativeQuery;

/** Reads a case with its inquiries, people and papers by one call of the SQL function {@code cases.whole}. */
final class WholeCaseQuery {
    private static final String SQL = "select {c.*}, {i.*}, (w.t).position as t_position, (w.t).kind as t_kind,"
            + " (w.t).sha256 as t_sha256, (w.t).source as t_source, (w.t).name as t_name, (w.t).media_type as t_type,"
            + " (w.t).size as t_size, (w.t).person as t_person, (w.t).national_id as t_national, (w.t).mobile as t_mobile"
            + " from cases.whole(%s, :locked, :asked, :contents) w,"
            + " lateral (select (w.c).*) c, lateral (select (w.i).*) i";
    private static final String BY_ID = String.format(SQL, ":id");
    private static final String BY_INQUIRY =
            String.format(SQL, "(select q.case_id from cases.inquiry q where q.id = :id)");

    private final EntityManagers.Unit unit;
    private final Vault vault;

    WholeCaseQuery(EntityManagers.Unit unit, Vault vault) {
        this.unit = unit;
        this.vault = vault;
    }

    /**
     * A case and its parts.
     *
     * @param inquiries oldest first
     * @param contents  people and papers, or {@code null} if they were not read
     */
    record WholeCase(CaseFile file, List<InquiryEntity> inquiries, CaseContents contents) {}

    Optional<WholeCase> find(UUID id) {
        return load(BY_ID, id, false, true).map(this::detach);
    }

    Optional<WholeCase> lock(UUID id) {
        return load(BY_ID, id, true, true);
    }

    /** The case that an inquiry belongs to, locked. */
    Optional<WholeCase> lockOf(UUID inquiry, boolean withContents) {
        return load(BY_INQUIRY, inquiry, true, withContents);
    }

    private WholeCase detach(WholeCase whole) {
        unit.em().detach(whole.file);
        whole.inquiries.forEach(unit.em()::detach);
        return whole;
    }

    private Optional<WholeCase> load(String sql, UUID id, boolean locked, boolean withContents) {
        List<Object[]> rows = query(sql)
                .setParameter("id", id)
                .setParameter("locked", locked)
                .setParameter("asked", true)
                .setParameter("contents", withContents)
                // no flush is needed, because a case is never changed before it is read
                .setHibernateFlushMode(FlushMode.MANUAL)
                .list();
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        CaseFile file = (CaseFile) rows.get(0)[0];
        CaseSeal seal = new CaseSeal(vault, file.id());
        List<InquiryEntity> inquiries = new ArrayList<>();
        CaseContents contents = new CaseContents(vault, file.id());
        for (Object[] row : rows) {
            if (row[1] != null) {
                inquiries.add((InquiryEntity) row[1]);
            } else if (row[2] != null) {
                addContent(contents, row);
            }
        }
        inquiries.forEach(inquiry -> inquiry.with(seal));
        return Optional.of(new WholeCase(file.withSeal(seal), inquiries, withContents ? contents : null));
    }

    @SuppressWarnings("unchecked") // Hibernate returns each row of several entities and scalars as an array
    private NativeQuery<Object[]> query(String sql) {
        return unit.em()
                .unwrap(Session.class)
                .createNativeQuery(sql, Object[].class)
                .addEntity("c", CaseFile.class)
                .addEntity("i", InquiryEntity.class)
                .addScalar("t_position", Integer.class)
                .addScalar("t_kind", String.class)
                .addScalar("t_sha256", String.class)
                .addScalar("t_source", String.class)
                .addScalar("t_name", byte[].class)
                .addScalar("t_type", String.class)
                .addScalar("t_size", Long.class)
                .addScalar("t_person", UUID.class)
                .addScalar("t_national", byte[].class)
                .addScalar("t_mobile", byte[].class);
    }

    private static void addContent(CaseContents contents, Object[] row) {
        int position = (Integer) row[2];
        if (row[9] == null) {
            contents.add(new PaperRepository.Row(
                    (String) row[3],
                    (String) row[4],
                    position,
                    (String) row[5],
                    (byte[]) row[6],
                    (String) row[7],
                    (Long) row[8]));
        } else {
            contents.add(new PartyRepository.Row(
                    contents.caseId(),
                    position,
                    (UUID) row[9],
                    (String) row[3],
                    (byte[]) row[10],
                    (byte[]) row[6],
                    (byte[]) row[11]));
        }
    }
}
