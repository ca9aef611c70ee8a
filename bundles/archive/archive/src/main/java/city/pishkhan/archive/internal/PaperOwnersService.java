package city.pishkhan.archive.internal;

import city.pishkhan.archive.sheets.PaperOwners;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Publishes {@link PaperOwners}. */
@Component(service = PaperOwners.class, configurationPid = "city.pishkhan.archive")
public final class PaperOwnersService implements PaperOwners {
    private final PersonSheets persons;
    private final PaperKinds kinds;

    @Activate
    public PaperOwnersService(@Reference PersonKeys keys, ArchiveComponent.Config config) {
        persons = new PersonSheets(keys::digest);
        kinds = new PaperKinds(config.title_kinds(), config.identity_kinds(), config.case_kinds());
    }

    @Override
    public String property(String code) {
        return PersonSheets.property(code);
    }

    @Override
    public String person(String id) {
        return persons.digest(id);
    }

    @Override
    public @Nullable Boolean isPersonal(String kind) {
        return kinds.find(kind)
                .filter(owner -> owner != PaperKinds.Owner.CASE)
                .map(owner -> owner == PaperKinds.Owner.PERSON)
                .orElse(null);
    }
}
