package city.pishkhan.keeping.internal;

import city.pishkhan.api.archive.Papers;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.security.Caller;
import city.pishkhan.archive.sheets.PaperOwners;
import city.pishkhan.keeping.ArchiveRetention;
import city.pishkhan.keeping.ArchiveUnit;
import city.pishkhan.keeping.internal.disposal.RetentionAuthority;
import city.pishkhan.persistence.Tx;
import java.time.LocalDate;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Publishes the management of the records authority's decisions. */
@Component(service = ArchiveRetention.class)
public final class ArchiveRetentionComponent implements ArchiveRetention {
    private final RetentionAuthority authority;

    /** @param papers not used; ensures that the schema is migrated first */
    @Activate
    public ArchiveRetentionComponent(
            @Reference Tx tx, @Reference Journal journal, @Reference PaperOwners owners, @Reference Papers papers) {
        authority = new RetentionAuthority(tx, journal, owners);
    }

    @Override
    public List<Entry> of(Caller operator, String owner) {
        return authority.of(operator, owner);
    }

    @Override
    public void retain(Caller operator, ArchiveUnit unit, LocalDate until, String reason) {
        authority.retain(operator, unit, until, reason);
    }

    @Override
    public void classify(Caller operator, ArchiveUnit unit, int level, String reason) {
        authority.classify(operator, unit, level, reason);
    }

    @Override
    public long hold(Caller operator, ArchiveUnit unit, Order order, String reason) {
        return authority.hold(operator, unit, order, reason);
    }

    @Override
    public void lift(Caller operator, long hold, Order order, String reason) {
        authority.lift(operator, hold, order, reason);
    }

    @Override
    public List<LegalHold> holds(Caller operator, boolean all) {
        return authority.holds(operator, all);
    }
}
