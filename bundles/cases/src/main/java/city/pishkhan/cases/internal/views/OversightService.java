package city.pishkhan.cases.internal.views;

import city.pishkhan.api.Page;
import city.pishkhan.api.Paging;
import city.pishkhan.api.cases.CaseView;
import city.pishkhan.api.cases.Cases.Summary;
import city.pishkhan.api.cases.Oversight;
import city.pishkhan.cases.internal.access.PersonalDataMask;
import city.pishkhan.cases.internal.model.CaseFile;
import city.pishkhan.cases.internal.store.CaseRepository;
import city.pishkhan.persistence.Conditions;
import java.time.Instant;
import java.util.List;
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
        List<Summary> found = store.tx().required(sql -> wanted(facets)
                .below("id", paging.from())
                .query(sql, CaseViewAssembler.LINE + " from cases.case_file c", "order by c.id desc limit :limit")
                .bind("limit", paging.limit())
                .map((row, context) -> CaseViewAssembler.summary(row))
                .list());
        return paging.page(found, Summary::id);
    }

    private static Conditions wanted(Facets f) {
        return new Conditions()
                .constant("state", f.state())
                .and("number = :number", "number", f.number())
                .and("subject = :subject", "subject", f.subject())
                .and("service = :service", "service", f.service())
                .and("office = :office", "office", f.office())
                .and("district = :district", "district", f.district())
                .and("stage = :stage", "stage", f.stage())
                .and("rule_set = :ruleSet", "ruleSet", f.ruleSet())
                .and(
                        "exists (select from cases.inquiry i where i.case_id = c.id and i.agency = :agency)",
                        "agency",
                        f.agency())
                .and("opened >= :openedFrom::timestamptz", "openedFrom", f.openedFrom())
                .and("opened < :openedTo::timestamptz", "openedTo", f.openedTo())
                .and("ended >= :endedFrom::timestamptz", "endedFrom", f.endedFrom())
                .and("ended < :endedTo::timestamptz", "endedTo", f.endedTo());
    }

    @Override
    public CaseView find(UUID id) {
        return store.tx().required(sql -> {
            CaseFile file = store.findWhole(id).orElseThrow(CaseRepository::unknownCase);
            return PersonalDataMask.masked(views.view(file), file.personal());
        });
    }

    @Override
    public List<Figures> figures(By by, Instant from, Instant to, PaperWorld paper) {
        return store.tx().required(sql -> CaseFigures.read(sql, by, from, to, paper));
    }
}
