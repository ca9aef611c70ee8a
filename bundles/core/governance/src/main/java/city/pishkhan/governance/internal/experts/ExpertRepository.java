package city.pishkhan.governance.internal.experts;

import city.pishkhan.api.governance.Experts.Entry;
import city.pishkhan.api.governance.Experts.Leave;
import city.pishkhan.api.governance.Experts.Licence;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Reads and writes the rows of the register of experts. */
public final class ExpertRepository {
    private ExpertRepository() {}

    public static ExpertRegister load(Handle sql) {
        Map<UUID, Set<String>> logins = new HashMap<>();
        sql.createQuery("select distinct expert, login from governance.expert_entry")
                .map((row, context) -> Map.entry(row.getObject(1, UUID.class), row.getString(2)))
                .forEach(row -> logins.computeIfAbsent(row.getKey(), e -> new HashSet<>())
                        .add(row.getValue()));
        Map<UUID, List<Leave>> leaves = new HashMap<>();
        sql.createQuery(
                        "select distinct on (expert, first_day) expert, first_day, last_day from governance.expert_leave"
                                + " order by expert, first_day, seq desc")
                .map((row, context) -> Map.entry(
                        row.getObject(1, UUID.class),
                        new Leave(row.getObject(2, LocalDate.class), row.getObject(3, LocalDate.class))))
                .forEach(row -> {
                    if (row.getValue().until() != null) {
                        leaves.computeIfAbsent(row.getKey(), e -> new ArrayList<>())
                                .add(row.getValue());
                    }
                });
        return new ExpertRegister(sql.createQuery("select distinct on (e.id) e.id, e.person, e.entered, n.*, x.ended"
                        + " from governance.expert e join governance.expert_entry n on n.expert = e.id"
                        + " left join governance.expert_end x on x.expert = e.id order by e.id, n.seq desc")
                .map((row, context) -> {
                    UUID id = row.getObject("id", UUID.class);
                    return new ExpertRow(
                            id,
                            row.getString("person"),
                            entry(row),
                            logins.getOrDefault(id, Set.of()),
                            leaves.getOrDefault(id, List.of()),
                            instant(row, "entered"),
                            instant(row, "ended"));
                })
                .list());
    }

    private static Entry entry(ResultSet row) throws SQLException {
        return new Entry(
                row.getString("name"),
                row.getString("login"),
                texts(row, "disciplines"),
                new Licence(
                        row.getString("licence"),
                        row.getObject("licence_from", LocalDate.class),
                        row.getObject("licence_until", LocalDate.class)),
                row.getString("office"),
                row.getString("second_office"),
                texts(row, "second_days"),
                row.getObject("deputy", UUID.class));
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        Array array = row.getArray(column);
        return List.of((String[]) array.getArray());
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    public static void add(Handle sql, UUID id, String person, String by) {
        sql.createUpdate("insert into governance.expert (id, person, by) values (:id, :person, :by)")
                .bind("id", id)
                .bind("person", person)
                .bind("by", by)
                .execute();
    }

    public static void add(Handle sql, UUID expert, Entry entry, String by) {
        sql.createUpdate(
                        "insert into governance.expert_entry (expert, name, login, disciplines, licence, licence_from,"
                                + " licence_until, office, second_office, second_days, deputy, by) values (:expert, :name, :login,"
                                + " :disciplines, :licence, :from, :until, :office, :secondOffice, :secondDays, cast(:deputy as uuid), :by)")
                .bind("expert", expert)
                .bind("name", entry.name())
                .bind("login", entry.login())
                .bindArray("disciplines", String.class, entry.disciplines().toArray())
                .bind("licence", entry.licence().number())
                .bind("from", entry.licence().from())
                .bind("until", entry.licence().until())
                .bind("office", entry.office())
                .bind("secondOffice", entry.secondOffice())
                .bindArray("secondDays", String.class, entry.secondDays().toArray())
                .bind("deputy", entry.deputy())
                .bind("by", by)
                .execute();
    }

    public static void add(Handle sql, UUID expert, Leave leave, String by) {
        sql.createUpdate("insert into governance.expert_leave (expert, first_day, last_day, by)"
                        + " values (:expert, :from, :until, :by)")
                .bind("expert", expert)
                .bind("from", leave.from())
                .bind("until", leave.until())
                .bind("by", by)
                .execute();
    }

    public static void end(Handle sql, UUID expert, String reason, String by) {
        sql.createUpdate("insert into governance.expert_end (expert, reason, by) values (:expert, :reason, :by)")
                .bind("expert", expert)
                .bind("reason", reason)
                .bind("by", by)
                .execute();
    }
}
