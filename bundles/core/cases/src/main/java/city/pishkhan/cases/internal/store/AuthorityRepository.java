package city.pishkhan.cases.internal.store;

import city.pishkhan.api.Paging;
import city.pishkhan.api.persons.Authorities.Act;
import city.pishkhan.api.persons.Authorities.Authority;
import city.pishkhan.api.persons.Authorities.Kind;
import city.pishkhan.api.persons.Authorities.NewAuthority;
import city.pishkhan.api.persons.Authorities.Person;
import city.pishkhan.api.persons.Authorities.Share;
import city.pishkhan.api.security.Vault;
import city.pishkhan.cases.internal.model.CaseSeal;
import city.pishkhan.cases.internal.model.Mandate;
import city.pishkhan.persistence.Conditions;
import city.pishkhan.persistence.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Reads and writes authorities. Personal data is encrypted with the keys of the owner and the holder. */
public final class AuthorityRepository {
    private static final String ALL =
            "select a.*, o.national_id as owner_id, h.national_id as holder_id from cases.authority a"
                    + " join cases.person o on o.id = a.owner join cases.person h on h.id = a.holder";
    private static final String MANDATE =
            "select id, kind, owner, holder, subject, acts, until, numerator, denominator, jointly, ended_as from cases.authority";
    private static final String VALID = " and ended is null and (until is null or until >= :today)";
    private static final int MOST_MANDATES = 1_000;

    private final Tx tx;
    private final Vault vault;

    AuthorityRepository(Tx tx, Vault vault) {
        this.tx = tx;
        this.vault = vault;
    }

    /**
     * An authority with internal fields of its row.
     *
     * @param ownerNumbers  digests of the owner's mobile numbers at the time of recording
     * @param holderNumbers digests of the holder's mobile numbers at the time of recording
     * @param salt          salt of the commitments in its journal entries
     */
    public record Row(
            Authority authority,
            UUID owner,
            UUID holder,
            Set<String> ownerNumbers,
            Set<String> holderNumbers,
            @Nullable String salt) {}

    /** Owner and holder, with the digests of the mobile numbers by which each was known at the time of recording. */
    public record AuthorityParties(UUID owner, List<String> ownerNumbers, UUID holder, List<String> holderNumbers) {}

    /** Office, district, clerk and time of a recording. */
    public record RecordingOrigin(String office, int district, String by, Instant at) {}

    static String place(@Nullable String side, String value, UUID id) {
        return "authority." + side + "-" + value + " " + id;
    }

    public long nextSerial() {
        return tx.required(sql -> sql.createQuery("select nextval('cases.authority_serial')")
                .mapTo(Long.class)
                .one());
    }

    /** @param given validated authority */
    public void add(
            UUID id,
            String reference,
            NewAuthority given,
            AuthorityParties two,
            String salt,
            RecordingOrigin recorded) {
        tx.run(sql -> sql.createUpdate(
                        "insert into cases.authority (id, reference, kind, owner, holder, subject, acts, number,"
                                + " contract, gazette, sheet, until, numerator, denominator, jointly, owner_name, owner_mobile,"
                                + " holder_name, holder_mobile, owner_numbers, holder_numbers, salt, office, district, recorded_by,"
                                + " recorded) values (:id, :reference, :kind, :owner, :holder, :subject, :acts, :number, :contract,"
                                + " :gazette, :sheet, :until, :numerator, :denominator, :jointly, :ownerName, :ownerMobile,"
                                + " :holderName, :holderMobile, :ownerNumbers, :holderNumbers, :salt, :office, :district, :by, :at)")
                .bind("id", id)
                .bind("reference", reference)
                .bind("kind", given.kind().name())
                .bind("owner", two.owner())
                .bind("holder", two.holder())
                .bind("subject", given.subject())
                .bindArray(
                        "acts",
                        String.class,
                        given.acts().stream().map(Act::name).sorted().toList())
                .bind("number", vault.seal(two.owner(), place("owner", "number", id), given.number()))
                .bind("contract", vault.seal(two.owner(), place("owner", "contract", id), given.contract()))
                .bind("gazette", given.gazette())
                .bind("sheet", given.sheet())
                .bind("until", given.until())
                .bind("numerator", given.share() == null ? null : given.share().numerator())
                .bind(
                        "denominator",
                        given.share() == null ? null : given.share().denominator())
                .bind("jointly", given.jointly())
                .bind(
                        "ownerName",
                        sealed(two.owner(), "owner", "name", id, given.owner().name()))
                .bind(
                        "ownerMobile",
                        sealed(two.owner(), "owner", "mobile", id, given.owner().mobile()))
                .bind(
                        "holderName",
                        sealed(
                                two.holder(),
                                "holder",
                                "name",
                                id,
                                given.holder().name()))
                .bind(
                        "holderMobile",
                        sealed(
                                two.holder(),
                                "holder",
                                "mobile",
                                id,
                                given.holder().mobile()))
                .bindArray("ownerNumbers", String.class, two.ownerNumbers())
                .bindArray("holderNumbers", String.class, two.holderNumbers())
                .bind("salt", vault.seal(two.owner(), place("owner", "salt", id), salt))
                .bind("office", recorded.office())
                .bind("district", recorded.district())
                .bind("by", recorded.by())
                .bind("at", recorded.at())
                .execute());
    }

    private byte @Nullable [] sealed(UUID person, String side, String value, UUID id, @Nullable String text) {
        return vault.seal(person, place(side, value, id), text);
    }

    public Optional<Row> find(UUID id) {
        return find(id, "");
    }

    /** As {@link #find(UUID)}, with its row locked until the transaction ends. */
    public Optional<Row> lock(UUID id) {
        return find(id, " for update of a");
    }

    private Optional<Row> find(UUID id, String lock) {
        return tx.required(sql -> sql.createQuery(ALL + " where a.id = :id" + lock)
                .bind("id", id)
                .map((row, context) -> row(row))
                .findOne());
    }

    /**
     * @param offices   offices within reach, or {@code null} for all
     * @param districts districts within reach; ignored if {@code offices} is {@code null}
     * @param state     {@code valid}, {@code lapsed}, {@code revoked}, or {@code null} for all
     */
    public List<Row> list(
            @Nullable List<String> offices, List<Integer> districts, @Nullable String state, Paging paging) {
        Conditions conditions = new Conditions();
        if (offices != null) {
            conditions.eitherOf("a.office", offices, "a.district", districts);
        }
        if ("valid".equals(state)) {
            conditions.and("a.ended is null");
        } else {
            conditions.and("a.ended_as = :state", "state", state);
        }
        return tx.required(sql -> conditions
                .below("a.id", paging.from())
                .query(sql, ALL, "order by a.id desc limit :limit")
                .bind("limit", paging.limit())
                .map((row, context) -> row(row))
                .list());
    }

    /**
     * Authorities that the person gave or holds and that were recorded while the given mobile number of the person was
     * known.
     */
    public List<Row> own(UUID person, String number, Paging paging) {
        return tx.required(sql -> new Conditions()
                .and("((a.owner = :person and :number = any(a.owner_numbers))"
                        + " or (a.holder = :person and :number = any(a.holder_numbers)))")
                .below("a.id", paging.from())
                .query(sql, ALL, "order by a.id desc limit :limit")
                .bind("person", person)
                .bind("number", number)
                .bind("limit", paging.limit())
                .map((row, context) -> row(row))
                .list());
    }

    private Row row(ResultSet row) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        UUID owner = row.getObject("owner", UUID.class);
        UUID holder = row.getObject("holder", UUID.class);
        String endedAs = row.getString("ended_as");
        int numerator = row.getInt("numerator");
        Authority authority = new Authority(
                id,
                row.getString("reference"),
                Kind.valueOf(row.getString("kind")),
                person(row, owner, "owner", id),
                person(row, holder, "holder", id),
                row.getString("subject"),
                acts(row),
                opened(owner, "owner", "number", id, row.getBytes("number")),
                opened(owner, "owner", "contract", id, row.getBytes("contract")),
                row.getObject("gazette", LocalDate.class),
                row.getString("sheet"),
                row.getObject("until", LocalDate.class),
                numerator == 0 ? null : new Share(numerator, row.getInt("denominator")),
                row.getBoolean("jointly"),
                endedAs == null ? "valid" : endedAs,
                row.getString("office"),
                row.getInt("district"),
                instant(row, "recorded"),
                instant(row, "ended"),
                opened(owner, "owner", "reason", id, row.getBytes("reason")));
        return new Row(
                authority,
                owner,
                holder,
                texts(row, "owner_numbers"),
                texts(row, "holder_numbers"),
                opened(owner, "owner", "salt", id, row.getBytes("salt")));
    }

    private Person person(ResultSet row, UUID person, String side, UUID id) throws SQLException {
        return new Person(
                CaseSeal.open(vault, person, PersonRepository.NATIONAL_ID, row.getBytes(side + "_id")),
                opened(person, side, "name", id, row.getBytes(side + "_name")),
                opened(person, side, "mobile", id, row.getBytes(side + "_mobile")));
    }

    private @Nullable String opened(UUID person, String side, String value, UUID id, byte[] sealed) {
        return CaseSeal.open(vault, person, place(side, value, id), sealed);
    }

    private static Set<Act> acts(ResultSet row) throws SQLException {
        return texts(row, "acts").stream().map(Act::valueOf).collect(Collectors.toSet());
    }

    private static Set<String> texts(ResultSet row, String column) throws SQLException {
        return new HashSet<>(Arrays.asList((String[]) row.getArray(column).getArray()));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    private static Mandate mandate(ResultSet row) throws SQLException {
        int numerator = row.getInt("numerator");
        return new Mandate(
                row.getObject("id", UUID.class),
                Kind.valueOf(row.getString("kind")),
                row.getObject("owner", UUID.class),
                row.getObject("holder", UUID.class),
                row.getString("subject"),
                acts(row),
                row.getObject("until", LocalDate.class),
                numerator == 0 ? null : new Share(numerator, row.getInt("denominator")),
                row.getBoolean("jointly"),
                row.getString("ended_as"));
    }

    /** The authorities of these owners that are valid on the day, newest first. */
    public List<Mandate> valid(Collection<UUID> owners, LocalDate today) {
        return tx.required(sql -> sql.createQuery(
                        MANDATE + " where owner = any(:owners)" + VALID + " order by id desc limit :most")
                .bindArray("owners", UUID.class, owners)
                .bind("today", today)
                .bind("most", MOST_MANDATES)
                .map((row, context) -> mandate(row))
                .list());
    }

    /** All authorities, also ended ones, that these owners gave to the holder, newest first. */
    public List<Mandate> between(Collection<UUID> owners, UUID holder) {
        return tx.required(sql -> sql.createQuery(
                        MANDATE + " where owner = any(:owners) and holder = :holder order by id desc limit :most")
                .bindArray("owners", UUID.class, owners)
                .bind("holder", holder)
                .bind("most", MOST_MANDATES)
                .map((row, context) -> mandate(row))
                .list());
    }

    /**
     * Returns authorities whose last day is before {@code today}, with their rows locked. Rows that another node has
     * locked are skipped.
     */
    public List<Row> lockExpired(LocalDate today, int limit) {
        return tx.required(sql -> sql.createQuery(ALL
                        + " where a.ended is null and a.until < :today order by a.until limit :most"
                        + " for update of a skip locked")
                .bind("today", today)
                .bind("most", limit)
                .map((row, context) -> row(row))
                .list());
    }

    /**
     * Ends an authority.
     *
     * @param as     {@code revoked} or {@code lapsed}
     * @param reason reason in words, or {@code null}
     */
    public void end(Row ending, String as, String by, @Nullable String reason, Instant at) {
        UUID id = ending.authority().id();
        tx.run(sql -> sql.createUpdate("update cases.authority set ended = :at, ended_as = :as, ended_by = :by,"
                        + " reason = :reason where id = :id")
                .bind("at", at)
                .bind("as", as)
                .bind("by", by)
                .bind("reason", vault.seal(ending.owner(), place("owner", "reason", id), reason))
                .bind("id", id)
                .execute());
    }

    /** Returns {@code true} if the sheet is a paper of a case of the office. */
    public boolean isSheetOfOffice(String office, String sha256) {
        return tx.required(sql -> sql.createQuery("select exists (select from cases.paper p join cases.case_file c"
                        + " on c.id = p.case_id where p.sha256 = :sheet and c.office = :office)")
                .bind("sheet", sha256)
                .bind("office", office)
                .mapTo(Boolean.class)
                .one());
    }

    /** The authorities with these ids; used for notifications about them. */
    public List<Row> find(Collection<UUID> ids) {
        return tx.required(sql -> sql.createQuery(ALL + " where a.id = any(:ids)")
                .bindArray("ids", UUID.class, ids)
                .map((row, context) -> row(row))
                .list());
    }

    /**
     * Erases a person's data in authorities and deaths.
     *
     * @return ids of the person's authorities, as owner or holder, and of the records of the person's death
     */
    public List<UUID> erase(Handle sql, UUID person) {
        for (String side : List.of("owner", "holder")) {
            sql.createUpdate("update cases.authority set " + side + "_name = '', " + side + "_numbers = '{}', " + side
                            + "_mobile = case when " + side + "_mobile is null then null else ''::bytea end"
                            + (side.equals("owner") ? ", number = '', contract = null, salt = '', reason = null" : "")
                            + " where " + side + " = :person")
                    .bind("person", person)
                    .execute();
        }
        sql.createUpdate("update cases.death set certificate = '', salt = '', reason = null where person = :person")
                .bind("person", person)
                .execute();
        return sql.createQuery("select id from cases.authority where owner = :person or holder = :person"
                        + " union all select id from cases.death where person = :person")
                .bind("person", person)
                .mapTo(UUID.class)
                .list();
    }
}
