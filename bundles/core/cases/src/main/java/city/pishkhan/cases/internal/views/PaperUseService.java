package city.pishkhan.cases.internal.views;

import city.pishkhan.api.cases.Attestations.Use;
import city.pishkhan.api.cases.PaperUses;
import city.pishkhan.cases.internal.engine.PapersStage;
import city.pishkhan.cases.internal.store.CaseRepository;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.statement.Query;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@link PaperUses}: finds the open and ended cases that use a sheet. */
@Component(service = PaperUses.class)
public final class PaperUseService implements PaperUses {
    private static final String USES = "select distinct c.id, c.number, c.office from cases.case_file c"
            + " join cases.paper p on p.case_id = c.id and p.kind = :kind and p.sha256 = :sha256 where ";

    private final CaseRepository store;

    @Activate
    public PaperUseService(@Reference CaseRepository store) {
        this.store = store;
    }

    @Override
    public List<Use> findByProperty(String kind, String sha256, String subject) {
        return store.tx()
                .required(sql -> uses(
                        sql.createQuery(USES + "c.subject = :subject order by c.id")
                                .bind("subject", subject),
                        kind,
                        sha256));
    }

    @Override
    public List<Use> findByPerson(String kind, String sha256, UUID person) {
        return store.tx()
                .required(sql -> uses(
                        sql.createQuery(
                                        USES
                                                + "exists (select from cases.applicant a where a.case_id = c.id and a.person = :person) order by c.id")
                                .bind("person", person),
                        kind,
                        sha256));
    }

    @Override
    public Set<String> findUsedInOpenCases(Collection<String> sha256s) {
        return Set.copyOf(store.tx().required(sql -> sql.createQuery("select distinct p.sha256 from cases.paper p"
                        + " join cases.case_file c on c.id = p.case_id and c.state in ('OPEN', 'WAITING')"
                        + " where p.sha256 = any(:sheets)")
                .bindArray("sheets", String.class, sha256s.toArray())
                .mapTo(String.class)
                .list()));
    }

    @Override
    public void recordRecall(List<UUID> cases, String kind, String sha256) {
        store.tx().run(sql -> {
            cases.forEach(id -> store.lock(id).incrementVersion());
            sql.createUpdate("update cases.paper set source = :recalled"
                            + " where case_id = any(:cases) and kind = :kind and sha256 = :sha256")
                    .bind("recalled", PapersStage.RECALLED)
                    .bindArray("cases", UUID.class, cases)
                    .bind("kind", kind)
                    .bind("sha256", sha256)
                    .execute();
        });
    }

    private static List<Use> uses(Query query, String kind, String sha256) {
        return query.bind("kind", kind)
                .bind("sha256", sha256)
                .map((row, context) ->
                        new Use(row.getObject("id", UUID.class), row.getString("number"), row.getString("office")))
                .list();
    }
}
