package city.pishkhan.cases.internal.views;

import city.pishkhan.api.Page;
import city.pishkhan.api.Paging;
import city.pishkhan.api.cases.CaseView;
import city.pishkhan.api.cases.Cases.Summary;
import city.pishkhan.api.cases.Oversight;
import city.pishkhan.cases.internal.access.PersonalDataMask;
import city.pishkhan.cases.internal.store.CaseRepository;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@link Oversight}, straight from the rows: there is no second truth that could lag behind the first. */
@Component(service = Oversight.class)
public final class OversightService implements Oversight {
    private final CaseRepository store;
    private final CaseViewAssembler views;

    @Activate
    public OversightService(@Reference CaseRepository store, @Reference CaseViewAssembler views) {
        this.store = store;
        this.views = views;
    }

    @Override
    public Page<Summary> search(Facets facets, String cursor, int limit) {
        Paging paging = Paging.of(cursor, limit);
        Map<String, Object> wanted = wanted(facets);
        if (paging.from() != null) {
            wanted.put("id < :below", paging.from());
        }
        String where = wanted.isEmpty() ? "" : " where " + String.join(" and ", wanted.keySet());
        List<Summary> found = store.tx().required(sql -> {
            var query = sql.createQuery("select c.id, number, service, subject, office, district, state, stage, opened"
                    + " from cases.case_file c" + where + " order by c.id desc limit :limit");
            wanted.forEach((condition, value) -> query.bind(name(condition), value));
            return query.bind("limit", paging.limit())
                    .map((row, context) -> CaseViewAssembler.summary(row))
                    .list();
        });
        return paging.page(found, Summary::id);
    }

    /** Conditions in SQL, each with the one value that it names: only what is asked for, so that PostgreSQL takes the index for it. */
    private static Map<String, Object> wanted(Facets f) {
        Map<String, Object> wanted = new TreeMap<>();
        put(wanted, "number = :number", f.number());
        put(wanted, "subject = :subject", f.subject());
        put(wanted, "service = :service", f.service());
        put(wanted, "office = :office", f.office());
        put(wanted, "district = :district", f.district());
        put(wanted, "state = :state", f.state() == null ? null : f.state().name());
        put(wanted, "stage = :stage", f.stage());
        put(wanted, "rule_set = :ruleSet", f.ruleSet());
        put(wanted, "exists (select from cases.inquiry i where i.case_id = c.id and i.agency = :agency)", f.agency());
        put(wanted, "opened >= :openedFrom::timestamptz", f.openedFrom());
        put(wanted, "opened < :openedTo::timestamptz", f.openedTo());
        put(wanted, "ended >= :endedFrom::timestamptz", f.endedFrom());
        put(wanted, "ended < :endedTo::timestamptz", f.endedTo());
        return wanted;
    }

    private static void put(Map<String, Object> wanted, String condition, Object value) {
        if (value != null) {
            wanted.put(condition, value);
        }
    }

    /** The name after the one colon that is not a cast's. */
    private static String name(String condition) {
        return condition.replaceAll(".*?[^:]:([A-Za-z]+).*", "$1");
    }

    @Override
    public CaseView find(UUID id) {
        return PersonalDataMask.masked(
                store.tx().required(sql -> views.view(store.find(id).orElseThrow(CaseRepository::unknownCase))));
    }

    @Override
    public List<Figures> figures(By by, Instant from, Instant to, PaperWorld paper) {
        return store.tx().required(sql -> CaseFigures.read(sql, by, from, to, paper));
    }
}
