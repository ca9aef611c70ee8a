package city.pishkhan.governance.internal;

import city.pishkhan.api.governance.Committee.Decision;
import city.pishkhan.api.governance.Committee.Kind;
import city.pishkhan.api.governance.Committee.Terms;
import city.pishkhan.api.governance.Committee.Vote;
import city.pishkhan.api.security.Caller;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Stores decisions and votes. Every method needs a transaction. */
final class DecisionRepository {
    private static final String SELECT =
            "select id, number, kind, state, committee, title, clause, reason, effective, in_force, terms, quorum, seats,"
                    + " drafted_by, drafted, signed_by, signed, digest from governance.decision";

    private DecisionRepository() {}

    /** @param person person who drafts the decision, as {@link city.pishkhan.api.security.Caller#person} */
    static void add(Handle sql, Decision d, String salt, String person) {
        sql.createUpdate(
                        "insert into governance.decision (id, kind, state, committee, title, clause, reason, effective,"
                                + " terms, quorum, seats, drafted_by, drafted, salt, drafted_person) values (:id, :kind, 'draft', :committee,"
                                + " :title, :clause, :reason, :effective, :terms, :quorum, :seats, :by, :drafted, :salt, :person)")
                .bind("id", d.id())
                .bind("kind", d.kind().name())
                .bind("committee", d.committee())
                .bind("title", d.title())
                .bind("clause", d.clause())
                .bind("reason", d.reason())
                .bind("effective", d.effective())
                .bind("terms", TermsJson.write(d.terms()))
                .bind("quorum", d.quorum())
                .bindArray("seats", String.class, d.seats())
                .bind("by", d.draftedBy())
                .bind("drafted", at(Objects.requireNonNull(d.drafted())))
                .bind("salt", salt)
                .bind("person", person)
                .execute();
    }

    /** @param person person who votes, as {@link city.pishkhan.api.security.Caller#person} */
    static void add(Handle sql, UUID decision, Vote vote, String person) {
        sql.createUpdate("insert into governance.vote (decision, seat, member, person, voice, reason, at)"
                        + " values (:decision, :seat, :member, :person, :voice, :reason, :at)")
                .bind("decision", decision)
                .bind("seat", vote.seat())
                .bind("member", vote.member())
                .bind("person", person)
                .bind("voice", vote.voice())
                .bind("reason", vote.reason())
                .bind("at", at(Objects.requireNonNull(vote.at())))
                .execute();
    }

    /**
     * Returns the seat for which the drafter has voted, with any of the drafter's logins; empty if the drafter has not
     * voted.
     */
    static Optional<String> draftersSeat(Handle sql, UUID decision) {
        return seatOf(
                sql,
                decision,
                sql.createQuery("select drafted_by, drafted_person from governance.decision where id = :decision")
                        .bind("decision", decision)
                        .map((row, context) -> new Caller(row.getString(1), Set.of(), row.getString(2)))
                        .one());
    }

    /** Returns {@code true} if the caller drafted the decision, with any of the caller's logins. */
    static boolean isDrafter(Handle sql, @Nullable UUID decision, Caller caller) {
        return sql.createQuery("select drafted_by, drafted_person from governance.decision where id = :decision")
                .bind("decision", decision)
                .map((row, context) -> caller.isSamePerson(row.getString(1), row.getString(2)))
                .one();
    }

    /**
     * Returns the seat for which a person has voted, with any of the person's logins; empty if the person has not
     * voted.
     */
    static Optional<String> seatOf(Handle sql, @Nullable UUID decision, Caller caller) {
        return sql
                .createQuery("select member, person, seat from governance.vote where decision = :decision")
                .bind("decision", decision)
                .map((row, context) -> caller.isSamePerson(row.getString(1), row.getString(2)) ? row.getString(3) : "")
                .list()
                .stream()
                .filter(seat -> !seat.isEmpty())
                .findFirst();
    }

    static void close(Handle sql, Decision d) {
        sql.createUpdate("update governance.decision set number = :number, state = :state, in_force = :inForce,"
                        + " quorum = :quorum, seats = :seats, signed_by = :by, signed = :signed, digest = :digest"
                        + " where id = :id")
                .bind("id", d.id())
                .bind("number", d.number())
                .bind("state", d.state())
                .bind("inForce", d.inForce() == null ? null : at(d.inForce()))
                .bind("quorum", d.quorum())
                .bindArray("seats", String.class, d.seats())
                .bind("by", d.signedBy())
                .bind("signed", at(Objects.requireNonNull(d.signed())))
                .bind("digest", d.digest())
                .execute();
    }

    /** Locks a decision until the transaction ends and returns it. */
    static Optional<Decision> lock(Handle sql, UUID id) {
        return read(
                        sql,
                        sql.createQuery(SELECT + " where id = :id for update")
                                .bind("id", id)
                                .map((row, context) -> decision(row))
                                .list())
                .stream()
                .findFirst();
    }

    static Optional<Decision> find(Handle sql, @Nullable UUID id) {
        return read(
                        sql,
                        sql.createQuery(SELECT + " where id = :id")
                                .bind("id", id)
                                .map((row, context) -> decision(row))
                                .list())
                .stream()
                .findFirst();
    }

    static Optional<Decision> find(Handle sql, String number) {
        return read(
                        sql,
                        sql.createQuery(SELECT + " where number = :number")
                                .bind("number", number)
                                .map((row, context) -> decision(row))
                                .list())
                .stream()
                .findFirst();
    }

    /** Returns decisions, the newest first. */
    static List<Decision> list(
            Handle sql, @Nullable Kind kind, @Nullable String state, @Nullable UUID below, int limit) {
        return read(
                sql,
                sql.createQuery(SELECT + " where (:kind::text is null or kind = :kind)"
                                + " and (:state::text is null or state = :state)"
                                + " and (:below::uuid is null or id < :below::uuid) order by id desc limit :limit")
                        .bind("kind", kind == null ? null : kind.name())
                        .bind("state", state)
                        .bind("below", below)
                        .bind("limit", limit)
                        .map((row, context) -> decision(row))
                        .list());
    }

    /** Returns adopted decisions without their votes. */
    static List<Decision> listAdopted(Handle sql, List<Kind> kinds) {
        return sql.createQuery(SELECT + " where state = 'adopted' and kind = any(:kinds)")
                .bindArray("kinds", String.class, kinds.stream().map(Kind::name).toList())
                .map((row, context) -> decision(row))
                .list();
    }

    static String salt(Handle sql, UUID id) {
        return sql.createQuery("select salt from governance.decision where id = :id")
                .bind("id", id)
                .mapTo(String.class)
                .one();
    }

    /** Locks the assignment of decision numbers until the transaction ends. */
    static void lockNumbers(Handle sql) {
        sql.execute("select pg_advisory_xact_lock(hashtext('governance.decision.number'))");
    }

    /**
     * Returns {@code true} if the committee may use a series of decision numbers: no committee has used the series, or
     * this committee used the series first.
     */
    static boolean isSeriesOf(Handle sql, String series, String committee) {
        return sql.createQuery("select committee from governance.decision where number like :series || '-%'"
                        + " order by signed, number limit 1")
                .bind("series", series)
                .mapTo(String.class)
                .findOne()
                .map(committee::equals)
                .orElse(true);
    }

    /** Returns the number of signed decisions whose number has the prefix. */
    static int countSigned(Handle sql, String prefix) {
        return sql.createQuery("select count(*) from governance.decision where number like :prefix || '%'")
                .bind("prefix", prefix)
                .mapTo(Integer.class)
                .one();
    }

    private static List<Decision> read(Handle sql, List<Decision> bare) {
        Map<UUID, List<Vote>> votes = new HashMap<>();
        sql.createQuery("select decision, seat, member, voice, reason, at from governance.vote"
                        + " where decision = any(:ids) order by at, seat")
                .bindArray("ids", UUID.class, bare.stream().map(Decision::id).toList())
                .map((row, context) -> Map.entry(
                        row.getObject(1, UUID.class),
                        new Vote(
                                row.getString(2),
                                row.getString(3),
                                row.getString(4),
                                row.getString(5),
                                instant(row, 6))))
                .forEach(v -> votes.computeIfAbsent(v.getKey(), id -> new ArrayList<>())
                        .add(v.getValue()));
        return bare.stream()
                .map(d -> DecisionJournal.withVotes(d, votes.getOrDefault(d.id(), List.of())))
                .toList();
    }

    private static Decision decision(ResultSet row) throws SQLException {
        return new Decision(
                row.getObject("id", UUID.class),
                row.getString("number"),
                Kind.valueOf(row.getString("kind")),
                row.getString("state"),
                row.getString("committee"),
                row.getString("title"),
                row.getString("clause"),
                row.getString("reason"),
                row.getObject("effective", LocalDate.class),
                instant(row, row.findColumn("in_force")),
                TermsJson.read(row.getString("terms"), Terms.class),
                row.getInt("quorum"),
                List.of((String[]) row.getArray("seats").getArray()),
                row.getString("drafted_by"),
                instant(row, row.findColumn("drafted")),
                List.of(),
                row.getString("signed_by"),
                instant(row, row.findColumn("signed")),
                row.getString("digest"));
    }

    private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
