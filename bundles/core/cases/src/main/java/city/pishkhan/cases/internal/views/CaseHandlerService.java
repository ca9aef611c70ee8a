package city.pishkhan.cases.internal.views;

import city.pishkhan.api.cases.CaseHandlers;
import city.pishkhan.api.governance.Offices;
import city.pishkhan.cases.internal.model.CaseFile;
import city.pishkhan.cases.internal.model.StoredTime;
import city.pishkhan.cases.internal.store.CaseRepository;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@link CaseHandlers}: finds the office, district and expert of an open or ended case by its number. */
@Component(service = CaseHandlers.class)
public final class CaseHandlerService implements CaseHandlers {
    private final CaseRepository store;
    private final Offices offices;

    @Activate
    public CaseHandlerService(@Reference CaseRepository store, @Reference Offices offices) {
        this.store = store;
        this.offices = offices;
    }

    @Override
    public Optional<Handlers> find(String number) {
        return store.tx()
                .required(sql -> store.findByNumber(number))
                .map(file -> new Handlers(file.office(), file.district(), expert(file)));
    }

    private @Nullable String expert(CaseFile file) {
        if (file.expert() != null) {
            return file.expert();
        }
        List<String> logins = offices.experts(file.service(), StoredTime.get()).stream()
                .filter(one -> one.office().equals(file.office()))
                .map(Offices.Expert::login)
                .distinct()
                .toList();
        return logins.size() == 1 ? logins.get(0) : null;
    }
}
