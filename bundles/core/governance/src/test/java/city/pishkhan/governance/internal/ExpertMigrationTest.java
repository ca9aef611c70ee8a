package city.pishkhan.governance.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import city.pishkhan.api.governance.Offices;
import city.pishkhan.persistence.TestStore;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/**
 * A city that used the hub before the register of experts existed. Its qualifications are noted on the day of the update and count
 * for some time.
 */
class ExpertMigrationTest {

    private static void migrate(TestStore database, String target) {
        Flyway.configure()
                .dataSource(database.dataSource())
                .schemas("catalogue")
                .defaultSchema("catalogue")
                .locations("classpath:db/catalogue")
                .table("schema_history")
                .target(target)
                .load()
                .migrate();
    }

    @Test
    void notesWhatIsThere() {
        try (TestStore database = TestStore.start()) {
            migrate(database, "8");
            UUID old = UUID.randomUUID();
            LocalDate today = RegisterSnapshot.day(Instant.now());
            database.tx().run(sql -> {
                sql.execute(
                        "insert into catalogue.office (code, name, district, applied_by) values ('7', 'x', 1, 'i')");
                sql.execute(
                        "insert into catalogue.qualification (id, office, service, expert, expert_name, valid_from, valid_until, by)"
                                + " values (?, '7', 'building-permit', 'ghost', 'x', ?, ?, 'i')",
                        old,
                        today.minusYears(1),
                        today.plusYears(1));
            });
            migrate(database, "latest");
            RegisterSnapshot register = database.tx().required(GovernanceRepository::load);
            assertEquals(
                    List.of(new Offices.Unregistered(
                            old, "7", "building-permit", "ghost", today.plusDays(Offices.GRACE_DAYS))),
                    register.unregistered(Instant.now()));
        }
    }
}
