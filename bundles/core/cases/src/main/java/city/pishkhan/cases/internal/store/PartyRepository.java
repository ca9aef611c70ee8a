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
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes the parties of a case: applicants with role, name and mobile number, followed by the holders of its
 * authorities. Personal data is encrypted with the keys of the people, see {@link PersonRepository}.
 */
public final class PartyRepository {
    private static final String COLUMNS = "a.case_id, a.position, a.person, a.role, p.national_id, a.name,"
            + " a.mobile, a.authority, a.side from cases.party a join cases.person p on p.id = a.person";
    private static final int NUMBER = 32;
    private static final int AT_A_TIME = 200;
    private static final UUID NONE = new UUID(0, 0);

    private final Tx tx;
    private final Vault vault;
    private final LockedCases lockedCases;

    PartyRepository(Tx tx, Vault vault, LockedCases lockedCases) {
        this.tx = tx;
        this.vault = vault;
        this.lockedCases = lockedCases;
    }

    /**
     * @param authority id of the authority that the person holds in the case, {@code null} for applicants
     * @param side      {@code owner} or {@code holder}: the side of the authority that the name belongs to, {@code
     *     null} for applicants
     */
    record Row(
            UUID caseId,
            int position,
            UUID person,
            String role,
            byte[] nationalId,
            byte[] name,
            byte[] mobile,
            @Nullable UUID authority,
            @Nullable String side) {
        /** Creates the row of an applicant. */
        Row(UUID caseId, int position, UUID person, String role, byte[] nationalId, byte[] name, byte[] mobile) {
            this(caseId, position, person, role, nationalId, name, mobile, null, null);
        }

        Applicant open(Vault vault) {
            return new Applicant(role, clearNationalId(vault), clearName(vault), clearMobile(vault));
        }

        private @Nullable String clearNationalId(Vault vault) {
            return CaseSeal.open(vault, person, PersonRepository.NATIONAL_ID, nationalId);
        }

        private @Nullable String clearName(Vault vault) {
            return CaseSeal.open(vault, person, placeOf("name"), name);
        }

        /** The mobile number, or {@code null} if there is none or it is erased. */
        private @Nullable String clearMobile(Vault vault) {
            return mobile == null || mobile.length == 0
                    ? null
                    : vault.open(person, placeOf("mobile"), mobile).orElse(null);
        }

        private String placeOf(String value) {
            return authority == null
                    ? place(value, caseId, position)
                    : AuthorityRepository.place(side, value, authority);
        }
    }

    /**
     * Adds the applicants of a new case.
     *
     * @param persons ids from {@link PersonRepository#admit}, in the same order
     */
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
            lockedCases.addOpened(caseId, applicants);
        });
    }

    private static String place(String column, UUID caseId, int position) {
        return "applicant." + column + " " + caseId + "/" + position;
    }

    private List<Row> rows(String condition, String name, UUID value) {
        return tx.required(sql -> sql.createQuery("select " + COLUMNS + " where " + condition)
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

    /** Applicants of a case, in the order of the application. */
    public List<Applicant> applicants(UUID caseId) {
        return lockedCases.contents(caseId).applicants();
    }

    /** Parties of a case with their opaque ids. */
    public List<Party> findByCase(UUID caseId) {
        return findByCase(List.of(caseId)).getOrDefault(caseId, List.of());
    }

    /** See {@link city.pishkhan.api.persons.Persons#ofCases}. */
    public Map<UUID, List<Party>> findByCase(Collection<UUID> cases) {
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

    /** The person's most recent mobile number. */
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
     * Cases of a person that a predicate accepts, newest first. Mobile numbers are encrypted without a stored digest, so rows are read in
     * pages and tested one by one.
     *
     * @param within tests a case id and the {@link #number} of the person's mobile number in that case, or {@code null} if there is none
     * @param below  id of the last case of the previous page, or {@code null} for the first page
     */
    public List<UUID> findCases(UUID person, BiPredicate<UUID, String> within, @Nullable UUID below, int limit) {
        Set<UUID> found = new LinkedHashSet<>();
        UUID last = below;
        Row end = null;
        while (true) {
            List<Row> rows = rowsBelow(person, last, end);
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
            end = rows.get(rows.size() - 1);
            last = end.caseId;
        }
    }

    /**
     * @param end last row of the previous page if its case, {@code below}, may have further rows; {@code null} if
     *     that case was read completely
     */
    private List<Row> rowsBelow(UUID person, @Nullable UUID below, @Nullable Row end) {
        return tx.required(
                sql -> sql.createQuery("select " + COLUMNS + " where a.person = :person and not a.of_authority"
                                + " and (:below::uuid is null or a.case_id <= :below::uuid and (a.case_id < :below::uuid"
                                + " or (a.position, coalesce(a.authority, :none)) > (:position, :authority)))"
                                + " order by a.case_id desc, a.position, coalesce(a.authority, :none) limit :limit")
                        .bind("person", person)
                        .bind("below", below)
                        .bind("position", end == null ? Integer.MAX_VALUE : end.position)
                        .bind("authority", end == null || end.authority == null ? NONE : end.authority)
                        .bind("none", NONE)
                        .bind("limit", AT_A_TIME)
                        .map((row, context) -> row(row))
                        .list());
    }

    /** Mobile numbers of a person, newest first, from up to {@link #AT_A_TIME} rows. */
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

    /**
     * Ids of the cases in which the person is a party, newest first, including cases of held authorities. If there are
     * none, the ids of the person's authorities.
     */
    public List<UUID> notifiedCases(UUID person) {
        List<UUID> cases = notifiedCases(person, false);
        return cases.isEmpty() ? notifiedCases(person, true) : cases;
    }

    private List<UUID> notifiedCases(UUID person, boolean authorities) {
        return tx.required(sql -> sql.createQuery("select distinct case_id from cases.party where person = :person"
                        + " and of_authority = :authorities order by case_id desc")
                .bind("person", person)
                .bind("authorities", authorities)
                .mapTo(UUID.class)
                .list());
    }

    /** Cases in which the person is an applicant, newest first. */
    public List<UUID> cases(UUID person) {
        return tx.required(sql -> sql.createQuery(
                        "select distinct case_id from cases.applicant where person = :person order by case_id desc")
                .bind("person", person)
                .mapTo(UUID.class)
                .list());
    }

    /** Erases name and mobile number. Role and id stay for the history of the case. */
    public void erase(Handle sql, UUID person) {
        sql.createUpdate(
                        "update cases.applicant set name = '', mobile = case when mobile is null then null else ''::bytea end"
                                + " where person = :id")
                .bind("id", person)
                .execute();
        lockedCases.clearContents();
    }
}
