package city.pishkhan.cases.internal;

import city.pishkhan.api.Access;
import city.pishkhan.api.Caller;
import city.pishkhan.api.Erasures;
import city.pishkhan.api.Journal;
import city.pishkhan.api.Refusal;
import city.pishkhan.identifiers.Ids;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@link Erasures}: who may, and that two do it; what is erased how, {@link Erasing} knows. */
@Component(service = Erasures.class)
public final class ErasureDesk implements Erasures {
    private static final String REQUEST = "committee.erasure.request";
    private static final String CONFIRM = "committee.erasure.confirm";
    private static final String READ = "committee.erasure.read";
    private static final Set<String> GROUNDS = Set.of("asked", "law", "retention");
    private static final String SELECT =
            "select id, person, ground, requested_by, requested, confirmed_by, confirmed from cases.erasure";

    private final CaseStore store;
    private final Erasing erasing;
    private final Access access;
    private final Journal journal;

    @Activate
    public ErasureDesk(
            @Reference CaseStore store,
            @Reference Erasing erasing,
            @Reference Access access,
            @Reference Journal journal) {
        this.store = store;
        this.erasing = erasing;
        this.access = access;
        this.journal = journal;
    }

    @Override
    public Erasure request(Caller institute, String nationalId, String ground) {
        access.check(institute, REQUEST);
        String id = Applicants.nationalId("nationalId", nationalId);
        if (ground == null || !GROUNDS.contains(ground)) {
            throw Refusal.invalid(
                    "erasure.ground",
                    "ground",
                    "The ground is asked, law or retention.",
                    "علت باید asked (درخواست شخص)، law (قانون) یا retention (پایان مهلت نگهداری) باشد.");
        }
        return store.tx().required(sql -> {
            UUID person = store.people().find(id).orElseThrow(() -> Refusal.notFound("person", "شخص"));
            erasing.refuseUnfinished(person);
            Optional<Erasure> waiting = sql.createQuery(SELECT + " where person = :person and confirmed is null")
                    .bind("person", person)
                    .map((row, context) -> erasure(row))
                    .findOne();
            if (waiting.isPresent()) {
                return waiting.get();
            }
            UUID erasure = Ids.next();
            sql.createUpdate("insert into cases.erasure (id, person, ground, requested_by)"
                            + " values (:id, :person, :ground, :by)")
                    .bind("id", erasure)
                    .bind("person", person)
                    .bind("ground", ground)
                    .bind("by", institute.principal())
                    .execute();
            journal.record(
                    null,
                    "person.erasure-requested",
                    institute,
                    Map.of("erasure", erasure, "person", person, "ground", ground));
            return find(sql, erasure, "");
        });
    }

    @Override
    public Erasure confirm(Caller institute, UUID id) {
        access.check(institute, CONFIRM);
        return store.tx().required(sql -> {
            Erasure asked = find(sql, id, " for update");
            if (asked.confirmed() != null) {
                return asked;
            }
            if (asked.requestedBy().equals(institute.principal())) {
                throw new Refusal(
                        Refusal.Kind.FORBIDDEN,
                        "erasure.same-person",
                        null,
                        "Somebody else than who asked for it must confirm an erasure.",
                        "حذف را باید کسی جز درخواست‌کننده تأیید کند.");
            }
            erasing.erase(asked.person(), institute, Map.of("erasure", id, "ground", asked.ground()));
            sql.createUpdate("update cases.erasure set confirmed_by = :by, confirmed = now() where id = :id")
                    .bind("by", institute.principal())
                    .bind("id", id)
                    .execute();
            return find(sql, id, "");
        });
    }

    @Override
    public Erasure find(Caller caller, UUID id) {
        access.check(caller, READ);
        return store.tx().required(sql -> find(sql, id, ""));
    }

    private static Erasure find(Handle sql, UUID id, String lock) {
        return sql.createQuery(SELECT + " where id = :id" + lock)
                .bind("id", id)
                .map((row, context) -> erasure(row))
                .findOne()
                .orElseThrow(() -> Refusal.notFound("erasure", "درخواست حذف"));
    }

    private static Erasure erasure(ResultSet row) throws SQLException {
        return new Erasure(
                row.getObject("id", UUID.class),
                row.getObject("person", UUID.class),
                row.getString("ground"),
                row.getString("requested_by"),
                Instants.of(row, "requested"),
                row.getString("confirmed_by"),
                Instants.of(row, "confirmed"));
    }
}
