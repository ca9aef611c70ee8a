package city.pishkhan.sessions.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.persons.Erasable;
import city.pishkhan.api.security.Caller;
import city.pishkhan.api.security.Drafts;
import city.pishkhan.api.security.Vault;
import city.pishkhan.persistence.PeriodicTask;
import city.pishkhan.persistence.Schemas;
import city.pishkhan.persistence.Tx;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Implements {@link Drafts} in the database, whose clock applies to all nodes. */
@Component(service = {Drafts.class, Erasable.class})
public final class DraftService implements Drafts, Erasable {
    private static final int LONGEST_NAME = 60;
    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1," + LONGEST_NAME + "}");
    private static final int LONGEST = 65_536;
    private static final int MOST = 20;
    private static final int BATCH = 100;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Tx tx;
    private final Vault vault;
    private final PeriodicTask rounds;

    @Activate
    public DraftService(@Reference Tx tx, @Reference Schemas schemas, @Reference Vault vault) {
        schemas.migrate(SessionStore.class, "sessions");
        this.tx = tx;
        this.vault = vault;
        this.rounds = new PeriodicTask("drafts", BATCH, this::expire).startEvery(Duration.ofHours(1));
    }

    @Deactivate
    void stop() {
        rounds.close();
    }

    @Override
    public Optional<Draft> find(Caller caller, String name) {
        checkName(name);
        record Row(UUID id, byte[] sealed, OffsetDateTime kept) {}
        return tx.required(sql -> sql.createQuery(
                                "select id, sealed, saved_at from sessions.draft where holder = :holder and name = :name"
                                        + " and saved_at > now() - interval '7 days'")
                        .bind("holder", holder(caller))
                        .bind("name", name)
                        .map((row, context) -> new Row(
                                row.getObject("id", UUID.class),
                                row.getBytes("sealed"),
                                row.getObject("saved_at", OffsetDateTime.class)))
                        .findOne())
                .flatMap(row -> vault.open(row.id(), place(row.id()), row.sealed())
                        .map(text -> new Draft(text, row.kept().toInstant())));
    }

    @Override
    public void save(Caller caller, String name, String text) {
        checkName(name);
        checkText(text);
        String holder = holder(caller);
        tx.run(sql -> {
            // serialized per login, so that two pages which store their first draft together cannot exceed the limit of
            // 20
            lock(sql, holder);
            UUID id = sql.createQuery("select id from sessions.draft where holder = :holder and name = :name")
                    .bind("holder", holder)
                    .bind("name", name)
                    .mapTo(UUID.class)
                    .findOne()
                    .orElseGet(() -> newId(sql, holder));
            sql.createUpdate("insert into sessions.draft (holder, name, id, sealed, saved_at)"
                            + " values (:holder, :name, :id, :sealed, now()) on conflict (holder, name)"
                            + " do update set sealed = excluded.sealed, saved_at = excluded.saved_at")
                    .bind("holder", holder)
                    .bind("name", name)
                    .bind("id", id)
                    .bind("sealed", vault.seal(id, place(id), text))
                    .execute();
        });
    }

    private static void lock(Handle sql, String holder) {
        sql.createQuery("select 1 from pg_advisory_xact_lock(hashtextextended(:holder, 4))")
                .bind("holder", holder)
                .mapTo(Integer.class)
                .one();
    }

    private static UUID newId(Handle sql, String holder) {
        int count = sql.createQuery("select count(*) from sessions.draft where holder = :holder")
                .bind("holder", holder)
                .mapTo(Integer.class)
                .one();
        if (count >= MOST) {
            throw Refusal.conflict("draft.too-many", MOST);
        }
        return UUID.randomUUID();
    }

    @Override
    public void delete(Caller caller, String name) {
        checkName(name);
        tx.run(sql -> destroy(
                sql.createQuery("delete from sessions.draft where holder = :holder and name = :name returning id")
                        .bind("holder", holder(caller))
                        .bind("name", name)
                        .mapTo(UUID.class)
                        .list()));
    }

    /** Deletes the person's own drafts. Drafts of clerks about the person are encrypted and expire after seven days. */
    @Override
    public void erase(UUID person, String nationalId, List<UUID> cases) {
        String holder = holder("citizen:" + person);
        tx.run(sql -> {
            lock(sql, holder);
            destroy(sql.createQuery("delete from sessions.draft where holder = :holder returning id")
                    .bind("holder", holder)
                    .mapTo(UUID.class)
                    .list());
        });
    }

    /**
     * Deletes expired drafts.
     *
     * @return number of deleted drafts
     */
    int expire() {
        return tx.required(sql -> {
            List<UUID> expired = sql.createQuery(
                            "delete from sessions.draft where (holder, name) in (select holder, name"
                                    + " from sessions.draft where saved_at <= now() - interval '7 days'"
                                    + " limit :batch for update skip locked) returning id")
                    .bind("batch", BATCH)
                    .mapTo(UUID.class)
                    .list();
            destroy(expired);
            return expired.size();
        });
    }

    private void destroy(List<UUID> ids) {
        if (!ids.isEmpty()) {
            vault.destroy(ids);
        }
    }

    private String holder(Caller caller) {
        return holder(caller.principal());
    }

    /** Keyed digest of the login, so that the table does not reveal the owners of drafts. */
    private String holder(String principal) {
        return vault.index("draft of " + principal);
    }

    private static String place(UUID id) {
        return "draft " + id;
    }

    private static void checkName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw Refusal.of(Refusal.Kind.MALFORMED, "draft.name", "name", LONGEST_NAME);
        }
    }

    private static void checkText(String text) {
        if (text.length() > LONGEST) {
            throw Refusal.of(Refusal.Kind.TOO_LARGE, "draft.too-large", null, LONGEST);
        }
        try {
            if (JSON.readTree(text).isObject()) {
                return;
            }
        } catch (JsonProcessingException e) {
            // the reply is the same as for JSON that is not an object, because the parser's message could contain
            // personal data
        }
        throw Refusal.of(Refusal.Kind.MALFORMED, "draft.malformed", null);
    }
}
