package city.pishkhan.cases.internal.authority;

import city.pishkhan.api.Page;
import city.pishkhan.api.Paging;
import city.pishkhan.api.Refusal;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.persons.Deaths;
import city.pishkhan.api.security.Access;
import city.pishkhan.api.security.Caller;
import city.pishkhan.cases.internal.model.StoredTime;
import city.pishkhan.cases.internal.store.CaseRepository;
import city.pishkhan.cases.internal.store.DeathRepository;
import city.pishkhan.cases.internal.store.DeathRepository.Row;
import city.pishkhan.cases.internal.store.PersonRepository.Admitted;
import city.pishkhan.identifiers.Ids;
import city.pishkhan.identifiers.NationalId;
import city.pishkhan.identifiers.PersianDate;
import city.pishkhan.identifiers.PersianText;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@link Deaths}: districts record a death, which holds the open cases of the person, or annul the record, which releases them. */
@Component(service = Deaths.class)
public final class DeathService implements Deaths {
    private static final String RECORD = "office.death.record";
    private static final String READ = "office.death.read";
    private static final String ANNUL = "office.death.annul";
    private static final int MOST_YEARS = 100;

    private final CaseRepository store;
    private final DeathRepository deaths;
    private final Journal journal;
    private final Access access;

    @Activate
    public DeathService(@Reference CaseRepository store, @Reference Journal journal, @Reference Access access) {
        this.store = store;
        this.deaths = store.deaths();
        this.journal = journal;
        this.access = access;
    }

    @Override
    public Death record(Caller caller, NewDeath given) {
        access.check(caller, RECORD);
        int district = caller.district().orElseThrow(() -> Refusal.forbidden("access.forbidden/death"));
        NewDeath clean = clean(given);
        return store.tx().required(sql -> {
            Admitted admitted = store.people().admit(List.of(clean.nationalId()));
            UUID person = admitted.ids().get(0);
            store.people().lock(person);
            // check again: the state may have changed between the first read and the lock
            if (!store.caseAuthorities().dead(List.of(person)).isEmpty()) {
                throw Refusal.conflict("death.twice");
            }
            UUID id = Ids.next();
            String salt = UUID.randomUUID().toString();
            deaths.add(id, person, clean, district, salt, caller.principal(), StoredTime.get());
            store.caseAuthorities().markOpenCases(person);
            store.caseAuthorities().scheduleReview(person);
            journal.record(
                    null,
                    "death.recorded",
                    caller,
                    Map.of(
                            "death",
                            id,
                            "person",
                            person,
                            "district",
                            district,
                            "certificate",
                            journal.commitment(salt, clean.certificate())));
            return deaths.lock(id).orElseThrow().death();
        });
    }

    private static NewDeath clean(NewDeath given) {
        LocalDate today = PersianDate.of(StoredTime.get()).toLocalDate();
        String nationalId = NewAuthorityCheck.parseField("nationalId", () -> NationalId.parse(
                        PersianText.normalise(given.nationalId() == null ? "" : given.nationalId()))
                .value());
        String certificate = NewAuthorityCheck.number(given.certificate(), "certificate");
        if (given.died() == null) {
            throw Refusal.invalid("authority.needed", "died", "died");
        }
        if (given.died().isAfter(today) || given.died().isBefore(today.minusYears(MOST_YEARS))) {
            throw Refusal.invalid("authority.future", "died", "died");
        }
        return new NewDeath(nationalId, certificate, given.died());
    }

    @Override
    public Death annul(Caller caller, UUID id, String reason) {
        access.check(caller, ANNUL);
        String clean = AuthorityService.reason(reason);
        return store.tx().required(sql -> {
            Row row = deaths.lock(id)
                    .filter(found -> access.scope(caller, ANNUL)
                            .canAccessUnmasked(
                                    Set.of("district:" + found.death().district())))
                    .orElseThrow(() -> Refusal.notFound("death"));
            if (row.death().annulled() != null) {
                throw Refusal.conflict("death.annulled");
            }
            store.people().lock(row.person());
            deaths.annul(row, caller.principal(), clean, StoredTime.get());
            store.caseAuthorities().scheduleReview(row.person());
            journal.record(
                    null,
                    "death.annulled",
                    caller,
                    Map.of(
                            "death",
                            id,
                            "person",
                            row.person(),
                            "district",
                            row.death().district(),
                            "reason",
                            journal.commitment(Objects.requireNonNull(row.salt()), clean)));
            return deaths.lock(id).orElseThrow().death();
        });
    }

    @Override
    public Page<Death> list(Caller caller, @Nullable String cursor, int limit) {
        access.check(caller, READ);
        Paging paging = Paging.of(cursor, limit);
        List<Integer> districts = access.scope(caller, READ).districts();
        return paging.page(store.tx().required(sql -> deaths.list(districts, paging)), row -> row.death()
                        .id())
                .map(Row::death);
    }
}
