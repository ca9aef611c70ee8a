package city.pishkhan.cases.internal.store;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.cases.Cases.Applicant;
import city.pishkhan.api.security.Vault;
import city.pishkhan.cases.internal.model.CaseSeal;
import city.pishkhan.identifiers.Ids;
import city.pishkhan.persistence.Tx;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * People as rows: each person once, by an opaque id; the national ID is sealed with the person's own key. What they are in their cases
 * {@link PartyRepository} knows.
 */
public final class PersonRepository {
    /** place of the seal */
    static final String NATIONAL_ID = "person.national_id";

    private static final HexFormat HEX = HexFormat.of();

    private final Tx tx;
    private final Vault vault;

    PersonRepository(Tx tx, Vault vault) {
        this.tx = tx;
        this.vault = vault;
    }

    /**
     * Makes the keys of a new case and of those of its people who are new.
     *
     * @return the opaque ids of its people, in their order
     */
    public List<UUID> admit(UUID caseId, List<Applicant> applicants) {
        return tx.required(sql -> {
            // in one order for all, else two cases with the same persons might wait for one another
            Map<String, String> nationalIds = new TreeMap<>();
            List<String> digests = new ArrayList<>();
            for (Applicant applicant : applicants) {
                String digest = vault.index(applicant.nationalId());
                digests.add(digest);
                nationalIds.put(digest, applicant.nationalId());
            }
            Map<String, UUID> known = known(sql, digests);
            nationalIds.keySet().removeAll(known.keySet());
            Map<String, UUID> fresh = new HashMap<>();
            nationalIds.keySet().forEach(digest -> fresh.put(digest, Ids.next()));
            List<UUID> owners = new ArrayList<>(fresh.values());
            owners.add(caseId);
            vault.admit(owners);
            if (!fresh.isEmpty()) {
                Set<String> added = insert(sql, nationalIds, fresh);
                added.forEach(digest -> known.put(digest, fresh.get(digest)));
                fresh.keySet().removeAll(added);
                if (!fresh.isEmpty()) {
                    // somebody else was faster with the same person
                    known.putAll(known(sql, List.copyOf(fresh.keySet())));
                }
            }
            return digests.stream().map(known::get).toList();
        });
    }

    private static Map<String, UUID> known(Handle sql, List<String> digests) {
        Map<String, UUID> known = new HashMap<>();
        sql.createQuery("select digest, id from cases.person where digest = any(:digests)")
                .bindArray("digests", String.class, digests)
                .map((row, context) -> Map.entry(row.getString(1), row.getObject(2, UUID.class)))
                .forEach(e -> known.put(e.getKey(), e.getValue()));
        return known;
    }

    /** @return the digests of those who were not there */
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
        return tx.required(sql ->
                Optional.ofNullable(known(sql, List.of(vault.index(nationalId))).get(vault.index(nationalId))));
    }

    /** @throws city.pishkhan.api.Refusal NOT_FOUND */
    public String nationalId(UUID person) {
        byte[] sealed = tx.required(sql -> sql.createQuery("select national_id from cases.person where id = :id")
                        .bind("id", person)
                        .mapTo(byte[].class)
                        .findOne())
                .orElseThrow(() -> Refusal.notFound("person"));
        return CaseSeal.open(vault, person, NATIONAL_ID, sealed);
    }

    /** Only the id is left. */
    public void erase(Handle sql, UUID person) {
        sql.createUpdate("update cases.person set national_id = '', digest = null, erased = now() where id = :id")
                .bind("id", person)
                .execute();
    }
}
