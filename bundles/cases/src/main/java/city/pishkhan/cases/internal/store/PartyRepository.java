package city.pishkhan.cases.internal.store;

import city.pishkhan.api.cases.Cases.Applicant;
import city.pishkhan.api.persons.Persons.Party;
import city.pishkhan.api.security.Vault;
import city.pishkhan.cases.internal.model.CaseSeal;
import city.pishkhan.persistence.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * Who a case is opened for, as rows: role, name and mobile in that case, sealed with the keys of the {@link PersonRepository}; and after
 * them who holds authority in it.
 */
public final class PartyRepository {
    private static final String COLUMNS = "a.case_id, a.position, a.person, a.role, p.national_id, a.name,"
            + " a.mobile, a.authority, a.side from cases.party a join cases.person p on p.id = a.person";
    private static final int NUMBER = 32;
    private static final int AT_A_TIME = 200;

    private final Tx tx;
    private final Vault vault;
    private final LockedCases held;

    PartyRepository(Tx tx, Vault vault, LockedCases held) {
        this.tx = tx;
        this.vault = vault;
        this.held = held;
    }

    /** @param authority that somebody holds in the case, {@code null} of applicants @param side of it whose name it is */
    record Row(
            UUID caseId,
            int position,
            UUID person,
            String role,
            byte[] nationalId,
            byte[] name,
            byte[] mobile,
            UUID authority,
            String side) {
        /** Of an applicant. */
        Row(UUID caseId, int position, UUID person, String role, byte[] nationalId, byte[] name, byte[] mobile) {
            this(caseId, position, person, role, nationalId, name, mobile, null, null);
        }

        Applicant open(Vault vault) {
            return new Applicant(role, clearNationalId(vault), clearName(vault), clearMobile(vault));
        }

        private String clearNationalId(Vault vault) {
            return CaseSeal.open(vault, person, PersonRepository.NATIONAL_ID, nationalId);
        }

        private String clearName(Vault vault) {
            return CaseSeal.open(vault, person, sealed("name"), name);
        }

        /** Who is erased has none. */
        private String clearMobile(Vault vault) {
            return mobile == null || mobile.length == 0
                    ? null
                    : vault.open(person, sealed("mobile"), mobile).orElse(null);
        }

        private String sealed(String value) {
            return authority == null
                    ? place(value, caseId, position)
                    : AuthorityRepository.place(side, value, authority);
        }
    }

    /** Of a case that has just been opened. @param persons as {@link PersonRepository#admit} gave them */
    public void add(UUID caseId, List<Applicant> applicants, List<UUID> persons) {
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
            held.opened(caseId, applicants);
        });
    }

    private static String place(String column, UUID caseId, int position) {
        return "applicant." + column + " " + caseId + "/" + position;
    }

    private List<Row> rows(String where, String name, UUID value) {
        return tx.required(sql -> sql.createQuery("select " + COLUMNS + " where " + where)
                .bind(name, value)
                .map((row, context) -> row(row))
                .list());
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getObject(1, UUID.class),
                row.getInt(2),
                row.getObject(3, UUID.class),
                row.getString(4),
                row.getBytes(5),
                row.getBytes(6),
                row.getBytes(7),
                row.getObject(8, UUID.class),
                row.getString(9));
    }

    /** Those of a case, in the order in which they were named. */
    public List<Applicant> applicants(UUID caseId) {
        return held.contents(caseId).applicants();
    }

    /** As {@link #applicants}, by their opaque ids. */
    public List<Party> of(UUID caseId) {
        return of(List.of(caseId)).getOrDefault(caseId, List.of());
    }

    /** See {@link city.pishkhan.api.persons.Persons#ofCases}. */
    public Map<UUID, List<Party>> of(Collection<UUID> cases) {
        List<Row> rows = tx.required(sql -> sql.createQuery(
                        "select " + COLUMNS + " where a.case_id = any(:cases) order by a.case_id, a.position")
                .bindArray("cases", UUID.class, cases)
                .map((row, context) -> row(row))
                .list());
        return rows.stream()
                .collect(Collectors.groupingBy(Row::caseId, Collectors.mapping(this::party, Collectors.toList())));
    }

    private Party party(Row row) {
        return row.nationalId.length == 0
                ? new Party(row.person, row.role, null, null, true)
                : new Party(row.person, row.role, row.clearName(vault), row.clearMobile(vault), false);
    }

    /** The one given last. */
    public Optional<String> mobile(UUID person) {
        return rows("a.person = :person and a.mobile is not null order by a.case_id desc limit 1", "person", person)
                .stream()
                .map(row -> row.clearMobile(vault))
                .filter(Objects::nonNull)
                .findFirst();
    }

    /** See {@link city.pishkhan.api.persons.Persons#number}. */
    public String number(UUID person, String mobile) {
        return vault.index("number " + mobile + " of " + person).substring(0, NUMBER);
    }

    /**
     * The cases of somebody that are within reach, newest first. Numbers are sealed and no digest of them is stored, so the rows of the
     * person are read until there are enough.
     *
     * @param within takes a case and the {@link #number} by which it calls the person, or {@code null}
     * @param below  cases before this one; {@code null} for all
     */
    public List<UUID> reached(UUID person, BiPredicate<UUID, String> within, UUID below, int limit) {
        Set<UUID> found = new LinkedHashSet<>();
        UUID last = below;
        while (true) {
            List<Row> rows = rowsBelow(person, last);
            for (Row row : rows) {
                String mobile = row.clearMobile(vault);
                if (within.test(row.caseId, mobile == null ? null : number(person, mobile))) {
                    found.add(row.caseId);
                    if (found.size() == limit) {
                        return List.copyOf(found);
                    }
                }
            }
            if (rows.size() < AT_A_TIME) {
                return List.copyOf(found);
            }
            last = rows.get(rows.size() - 1).caseId;
        }
    }

    private List<Row> rowsBelow(UUID person, UUID below) {
        return tx.required(sql -> sql.createQuery(
                        "select " + COLUMNS + " where a.person = :person and not a.matter"
                                + " and (:below::uuid is null or a.case_id < :below::uuid) order by a.case_id desc limit :limit")
                .bind("person", person)
                .bind("below", below)
                .bind("limit", AT_A_TIME)
                .map((row, context) -> row(row))
                .list());
    }

    /** The numbers by which somebody is known, newest first; at most as many as can be read at once. */
    public List<String> mobiles(UUID person) {
        return tx
                .required(sql -> sql.createQuery("select " + COLUMNS + " where a.person = :person"
                                + " and a.mobile is not null order by a.case_id desc limit :limit")
                        .bind("person", person)
                        .bind("limit", AT_A_TIME)
                        .map((row, context) -> row(row))
                        .list())
                .stream()
                .map(row -> row.clearMobile(vault))
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    /** What somebody is told of, newest first: cases, and those that a held authority reaches; who has none, authorities alone. */
    public List<UUID> matters(UUID person) {
        List<UUID> cases = matters(person, false);
        return cases.isEmpty() ? matters(person, true) : cases;
    }

    private List<UUID> matters(UUID person, boolean authorities) {
        return tx.required(sql -> sql.createQuery("select distinct case_id from cases.party where person = :person"
                        + " and matter = :authorities order by case_id desc")
                .bind("person", person)
                .bind("authorities", authorities)
                .mapTo(UUID.class)
                .list());
    }

    /** Newest first. */
    public List<UUID> cases(UUID person) {
        return tx.required(sql -> sql.createQuery(
                        "select distinct case_id from cases.applicant where person = :person order by case_id desc")
                .bind("person", person)
                .mapTo(UUID.class)
                .list());
    }

    /** Role and person stay, for the history of the case. */
    public void erase(Handle sql, UUID person) {
        sql.createUpdate(
                        "update cases.applicant set name = '', mobile = case when mobile is null then null else ''::bytea end"
                                + " where person = :id")
                .bind("id", person)
                .execute();
        held.forgetContents();
    }
}
