package city.pishkhan.cases.internal.store;

import city.pishkhan.api.Paging;
import city.pishkhan.api.persons.Deaths.Death;
import city.pishkhan.api.persons.Deaths.NewDeath;
import city.pishkhan.api.security.Vault;
import city.pishkhan.cases.internal.model.CaseSeal;
import city.pishkhan.persistence.Conditions;
import city.pishkhan.persistence.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads and writes records of deaths, encrypted with the keys of the dead. Also marks the dead person's own row. */
public final class DeathRepository {
    private static final String ALL =
            "select d.*, p.national_id from cases.death d join cases.person p on p.id = d.person";

    private final Tx tx;
    private final Vault vault;

    DeathRepository(Tx tx, Vault vault) {
        this.tx = tx;
        this.vault = vault;
    }

    /** @param salt salt of the commitments in its journal entries */
    public record Row(Death death, UUID person, @Nullable String salt) {}

    static String place(String value, UUID id) {
        return "death." + value + " " + id;
    }

    /** @param given validated record */
    public void add(UUID id, UUID person, NewDeath given, int district, String salt, String by, Instant at) {
        tx.run(sql -> {
            sql.createUpdate(
                            "insert into cases.death (id, person, certificate, died, salt, district, recorded_by, recorded)"
                                    + " values (:id, :person, :certificate, :died, :salt, :district, :by, :at)")
                    .bind("id", id)
                    .bind("person", person)
                    .bind("certificate", vault.seal(person, place("certificate", id), given.certificate()))
                    .bind("died", given.died())
                    .bind("salt", vault.seal(person, place("salt", id), salt))
                    .bind("district", district)
                    .bind("by", by)
                    .bind("at", at)
                    .execute();
            mark(person, true);
        });
    }

    public void annul(Row row, String by, String reason, Instant at) {
        UUID id = row.death().id();
        tx.run(sql -> {
            sql.createUpdate(
                            "update cases.death set annulled = :at, annulled_by = :by, reason = :reason where id = :id")
                    .bind("at", at)
                    .bind("by", by)
                    .bind("reason", vault.seal(row.person(), place("reason", id), reason))
                    .bind("id", id)
                    .execute();
            mark(row.person(), false);
        });
    }

    private void mark(UUID person, boolean dead) {
        tx.run(sql -> sql.createUpdate("update cases.person set dead = :dead where id = :id")
                .bind("dead", dead)
                .bind("id", person)
                .execute());
    }

    /** The death, its row locked until the transaction ends. */
    public Optional<Row> lock(UUID id) {
        return tx.required(sql -> sql.createQuery(ALL + " where d.id = :id for update of d")
                .bind("id", id)
                .map((row, context) -> row(row))
                .findOne());
    }

    /** Deaths that the districts recorded, newest first. */
    public List<Row> list(List<Integer> districts, Paging paging) {
        return tx.required(sql -> new Conditions()
                .oneOf("d.district", "district", districts)
                .below("d.id", paging.from())
                .query(sql, ALL, "order by d.id desc limit :limit")
                .bind("limit", paging.limit())
                .map((row, context) -> row(row))
                .list());
    }

    private Row row(ResultSet row) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        UUID person = row.getObject("person", UUID.class);
        Death death = new Death(
                id,
                CaseSeal.open(vault, person, PersonRepository.NATIONAL_ID, row.getBytes("national_id")),
                CaseSeal.open(vault, person, place("certificate", id), row.getBytes("certificate")),
                row.getObject("died", LocalDate.class),
                row.getInt("district"),
                row.getObject("recorded", OffsetDateTime.class).toInstant(),
                row.getObject("annulled", OffsetDateTime.class) == null
                        ? null
                        : row.getObject("annulled", OffsetDateTime.class).toInstant(),
                CaseSeal.open(vault, person, place("reason", id), row.getBytes("reason")));
        return new Row(death, person, CaseSeal.open(vault, person, place("salt", id), row.getBytes("salt")));
    }
}
