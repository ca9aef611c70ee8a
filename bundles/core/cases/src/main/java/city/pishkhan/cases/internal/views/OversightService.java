package city.pishkhan.cases.internal.views;

import city.pishkhan.api.Page;
import city.pishkhan.api.Paging;
import city.pishkhan.api.cases.CaseView;
import city.pishkhan.api.cases.Cases.Summary;
import city.pishkhan.api.cases.Oversight;
import city.pishkhan.cases.internal.access.PersonalDataMask;
import city.pishkhan.cases.internal.model.CaseFile;
import city.pishkhan.cases.internal.store.CaseRepository;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@link Oversight}: reads all results directly from the rows of cases, so that the figures are always current. */
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
    public Page<Summary> search(Facets facets, @Nullable String cursor, int limit) {
        Paging paging = Paging.of(cursor, limit);
        return store.tx().required(sql -> new FacetSearch(sql, facets, paging).page());
    }

    @Override
    public CaseView find(UUID id) {
        return store.tx().required(sql -> {
            CaseFile file = store.findWhole(id).orElseThrow(CaseRepository::unknownCase);
            return PersonalDataMask.masked(views.view(file), file.personal());
        });
    }

    @Override
    public List<Figures> figures(Grouping by, @Nullable Instant from, @Nullable Instant to, PaperBaseline paper) {
        return store.tx().required(sql -> CaseFigures.read(sql, by, from, to, paper));
    }
}
