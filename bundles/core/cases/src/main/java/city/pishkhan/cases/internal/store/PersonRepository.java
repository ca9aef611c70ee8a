package city.pishkhan.cases.internal.store;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.cases.Cases.Applicant;
import city.pishkhan.api.security.Vault;
import city.pishkhan.cases.internal.model.CaseSeal;
import city.pishkhan.identifiers.Ids;
import city.pishkhan.persistence.Tx;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes people. Each person has one row and an opaque id; the national ID is encrypted with the person's own
 * key. {@link PartyRepository} stores their roles in cases.
 */
public final class PersonRepository {
    /** name under which the national ID is encrypted */
    static final String NATIONAL_ID = "person.national_id";

    private static final HexFormat HEX = HexFormat.of();

    private final Tx tx;
    private final Vault vault;

    PersonRepository(Tx tx, Vault vault) {
        this.tx = tx;
        this.vault = vault;
    }

    /**
     * Ids of admitted people.
     *
     * @param ids  opaque ids, in the order of the arguments
     * @param dead those of them whose death a district has recorded
     */
    public record Admitted(List<UUID> ids, Set<UUID> dead) {
        public static final Admitted NOBODY = new Admitted(List.of(), Set.of());
    }

    /** Finds or adds the applicants, and creates the keys of the new case and of new people. */
    public Admitted admit(UUID caseId, List<Applicant> applicants) {
        return admit(applicants.stream().map(Applicant::nationalId).toList(), List.of(caseId));
    }

    /** Finds or adds people who do not belong to a new case. */
    public Admitted admit(List<String> people) {
        return admit(people, List.of());
    }

    private Admitted admit(List<String> people, List<UUID> otherKeys) {
        return tx.required(sql -> {
            // people are added in the same order in all transactions, to avoid deadlocks between cases with the same
            // people
            Map<String, String> nationalIds = new TreeMap<>();
            List<String> digests = new ArrayList<>();
            for (String nationalId : people) {
                String digest = vault.index(nationalId);
                digests.add(digest);
                nationalIds.put(digest, nationalId);
            }
            Set<UUID> dead = new HashSet<>();
            Map<String, UUID> known = known(sql, digests, dead);
            nationalIds.keySet().removeAll(known.keySet());
            Map<String, UUID> fresh = new HashMap<>();
            nationalIds.keySet().forEach(digest -> fresh.put(digest, Ids.next()));
            List<UUID> owners = new ArrayList<>(fresh.values());
            owners.addAll(otherKeys);
            vault.createKeys(owners);
            if (!fresh.isEmpty()) {
                Set<String> added = insert(sql, nationalIds, fresh);
                added.forEach(digest -> known.put(digest, fresh.get(digest)));
                fresh.keySet().removeAll(added);
                if (!fresh.isEmpty()) {
                    // another transaction has added the same person first
                    known.putAll(known(sql, List.copyOf(fresh.keySet()), dead));
                }
            }
            return new Admitted(digests.stream().map(known::get).toList(), Set.copyOf(dead));
        });
    }

    /** @param dead receives the ids of those who are dead */
    private static Map<String, UUID> known(Handle sql, List<String> digests, Set<UUID> dead) {
        Map<String, UUID> known = new HashMap<>();
        sql.createQuery("select digest, id, dead from cases.person where digest = any(:digests)")
                .bindArray("digests", String.class, digests)
                .map((row, context) -> {
                    UUID id = row.getObject(2, UUID.class);
                    if (row.getBoolean(3)) {
                        dead.add(id);
                    }
                    return Map.entry(row.getString(1), id);
                })
                .forEach(e -> known.put(e.getKey(), e.getValue()));
        return known;
    }

    /** @return digests of the people that were added */
    private Set<String> insert(Handle sql, Map<String, String> nationalIds, Map<String, UUID> fresh) {
        List<UUID> ids = new ArrayList<>();
        List<String> sealed = new ArrayList<>();
        nationalIds.forEach((digest, nationalId) -> {
            UUID id = fresh.get(digest);
            ids.add(id);
            sealed.add(HEX.formatHex(vault.seal(id, NATIONAL_ID, nationalId)));
        });
        return sql.createQuery("insert into cases.person (id, digest, national_id)"
                        + " select i, d, decode(n, 'hex') from unnest(:ids, :digests, :sealed) t (i, d, n)"
                        + " on conflict (digest) do nothing returning digest")
                .bindArray("ids", UUID.class, ids)
                .bindArray("digests", String.class, List.copyOf(nationalIds.keySet()))
                .bindArray("sealed", String.class, sealed)
                .mapTo(String.class)
                .set();
    }

    public Optional<UUID> find(String nationalId) {
        return Optional.ofNullable(find(List.of(nationalId)).get(nationalId));
    }

    /** Returns the opaque ids of those of the given national or legal-person IDs that are known. */
    public Map<String, UUID> find(List<String> nationalIds) {
        return tx.required(sql -> {
            Map<String, String> digests = new HashMap<>();
            nationalIds.forEach(nationalId -> digests.put(vault.index(nationalId), nationalId));
            Map<String, UUID> found = new HashMap<>();
            known(sql, List.copyOf(digests.keySet()), new HashSet<>())
                    .forEach((digest, id) -> found.put(digests.get(digest), id));
            return found;
        });
    }

    /** Locks the person's row until the transaction ends, so that counts per person are serialised. */
    public void lock(UUID person) {
        tx.run(sql -> sql.createQuery("select id from cases.person where id = :id for no key update")
                .bind("id", person)
                .mapTo(UUID.class)
                .one());
    }

    /** @throws city.pishkhan.api.Refusal NOT_FOUND if the person does not exist */
    public @Nullable String nationalId(UUID person) {
        byte[] sealed = tx.required(sql -> sql.createQuery("select national_id from cases.person where id = :id")
                        .bind("id", person)
                        .mapTo(byte[].class)
                        .findOne())
                .orElseThrow(() -> Refusal.notFound("person"));
        return CaseSeal.open(vault, person, NATIONAL_ID, sealed);
    }

    public boolean exists(UUID person) {
        return tx.required(sql -> sql.createQuery("select exists (select from cases.person where id = :id)")
                .bind("id", person)
                .mapTo(Boolean.class)
                .one());
    }

    /** Erases everything except the opaque id. */
    public void erase(Handle sql, UUID person) {
        sql.createUpdate("delete from cases.home_attempt where person = :id")
                .bind("id", person)
                .execute();
        sql.createUpdate("update cases.person set national_id = '', digest = null, erased = now() where id = :id")
                .bind("id", person)
                .execute();
    }
}
