package city.pishkhan.cases.internal;

import city.pishkhan.api.Cases.Applicant;
import city.pishkhan.api.Persons.Party;
import city.pishkhan.api.Refusal;
import city.pishkhan.api.Vault;
import city.pishkhan.identifiers.Ids;
import city.pishkhan.persistence.Tx;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The people of cases as rows: each person once, by an opaque id; what is known of them is sealed with their own keys. */
final class People {
    private static final String NATIONAL_ID = "person.national_id";
    private static final HexFormat HEX = HexFormat.of();

    private final Tx tx;
    private final Vault vault;

    People(Tx tx, Vault vault) {
        this.tx = tx;
        this.vault = vault;
    }

    private record Row(
            UUID caseId, int position, UUID person, String role, byte[] nationalId, byte[] name, byte[] mobile) {}

    /**
     * Makes the keys of a new case and of those of its people who are new.
     *
     * @return the opaque ids of its people, in their order
     */
    List<UUID> admit(UUID caseId, List<Applicant> applicants) {
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
                insert(sql, nationalIds, fresh);
                // somebody else may have been faster with the same person
                known.putAll(known(sql, List.copyOf(fresh.keySet())));
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

    private void insert(Handle sql, Map<String, String> nationalIds, Map<String, UUID> fresh) {
        List<UUID> ids = new ArrayList<>();
        List<String> sealed = new ArrayList<>();
        nationalIds.forEach((digest, nationalId) -> {
            UUID id = fresh.get(digest);
            ids.add(id);
            sealed.add(HEX.formatHex(vault.seal(id, NATIONAL_ID, nationalId)));
        });
        sql.createUpdate("insert into cases.person (id, digest, national_id)"
                        + " select i, d, decode(n, 'hex') from unnest(:ids, :digests, :sealed) t (i, d, n)"
                        + " on conflict (digest) do nothing")
                .bindArray("ids", UUID.class, ids)
                .bindArray("digests", String.class, List.copyOf(nationalIds.keySet()))
                .bindArray("sealed", String.class, sealed)
                .execute();
    }

    /** @param persons as {@link #admit} gave them */
    void add(UUID caseId, List<Applicant> applicants, List<UUID> persons) {
        tx.run(sql -> {
            PreparedBatch batch =
                    sql.prepareBatch("insert into cases.applicant (case_id, position, role, person, name, mobile)"
                            + " values (:case, :position, :role, :person, :name, :mobile)");
            for (int position = 0; position < applicants.size(); position++) {
                Applicant a = applicants.get(position);
                UUID person = persons.get(position);
                batch.bind("case", caseId)
                        .bind("position", position)
                        .bind("role", a.role())
                        .bind("person", person)
                        .bind("name", vault.seal(person, place("name", caseId, position), a.name()))
                        .bind("mobile", vault.seal(person, place("mobile", caseId, position), a.mobile()))
                        .add();
            }
            batch.execute();
        });
    }

    private static String place(String column, UUID caseId, int position) {
        return "applicant." + column + " " + caseId + "/" + position;
    }

    private List<Row> rows(String where, String name, UUID value) {
        return tx.required(
                sql -> sql.createQuery("select a.case_id, a.position, a.person, a.role, p.national_id, a.name,"
                                + " a.mobile from cases.applicant a join cases.person p on p.id = a.person where "
                                + where)
                        .bind(name, value)
                        .map((row, context) -> new Row(
                                row.getObject(1, UUID.class),
                                row.getInt(2),
                                row.getObject(3, UUID.class),
                                row.getString(4),
                                row.getBytes(5),
                                row.getBytes(6),
                                row.getBytes(7)))
                        .list());
    }

    private String name(Row row) {
        return CaseSeal.open(vault, row.person, place("name", row.caseId, row.position), row.name);
    }

    /** Who is erased has none. */
    private String mobile(Row row) {
        return row.mobile == null || row.mobile.length == 0
                ? null
                : vault.open(row.person, place("mobile", row.caseId, row.position), row.mobile)
                        .orElse(null);
    }

    private String nationalId(Row row) {
        return CaseSeal.open(vault, row.person, NATIONAL_ID, row.nationalId);
    }

    /** Those of a case, in the order in which they were named. */
    List<Applicant> applicants(UUID caseId) {
        return rows("a.case_id = :case order by a.position", "case", caseId).stream()
                .map(row -> new Applicant(row.role, nationalId(row), name(row), mobile(row)))
                .toList();
    }

    List<Party> parties(UUID caseId) {
        return rows("a.case_id = :case order by a.position", "case", caseId).stream()
                .map(row -> row.nationalId.length == 0
                        ? new Party(row.person, row.role, null, null, true)
                        : new Party(row.person, row.role, name(row), mobile(row), false))
                .toList();
    }

    Optional<UUID> find(String nationalId) {
        return tx.required(sql ->
                Optional.ofNullable(known(sql, List.of(vault.index(nationalId))).get(vault.index(nationalId))));
    }

    /** The one given last. */
    Optional<String> mobile(UUID person) {
        return rows("a.person = :person and a.mobile is not null order by a.case_id desc limit 1", "person", person)
                .stream()
                .map(this::mobile)
                .filter(Objects::nonNull)
                .findFirst();
    }

    /** @throws city.pishkhan.api.Refusal NOT_FOUND */
    String nationalId(UUID person) {
        byte[] sealed = tx.required(sql -> sql.createQuery("select national_id from cases.person where id = :id")
                        .bind("id", person)
                        .mapTo(byte[].class)
                        .findOne())
                .orElseThrow(() -> Refusal.notFound("person", "شخص"));
        return CaseSeal.open(vault, person, NATIONAL_ID, sealed);
    }

    void erase(Handle sql, UUID person) {
        sql.createUpdate("update cases.person set national_id = '', digest = null, erased = now() where id = :id")
                .bind("id", person)
                .execute();
        sql.createUpdate(
                        "update cases.applicant set name = '', mobile = case when mobile is null then null else ''::bytea end"
                                + " where person = :id")
                .bind("id", person)
                .execute();
    }

    /** Newest first. */
    List<UUID> cases(UUID person) {
        return tx.required(sql -> sql.createQuery(
                        "select distinct case_id from cases.applicant where person = :person order by case_id desc")
                .bind("person", person)
                .mapTo(UUID.class)
                .list());
    }
}
