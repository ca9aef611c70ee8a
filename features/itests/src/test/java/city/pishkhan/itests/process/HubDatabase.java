package city.pishkhan.itests.process;

import city.pishkhan.testkit.process.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/**
 * Direct access to the hub's own database, to create a backlog that would take hours through the doors. Nothing is verified here; results
 * are read at the doors.
 */
final class HubDatabase implements AutoCloseable {

    private static final int PORT_LINE = 3;

    private final Connection connection;

    HubDatabase(Installation home) throws IOException, SQLException {
        Path folder = home.data().resolve("postgres");
        String port = Files.readAllLines(folder.resolve("data/postmaster.pid"))
                .get(PORT_LINE)
                .strip();
        String password = Files.readString(folder.resolve("hub.password")).strip();
        connection = DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/hub", "hub", password);
        connection.setAutoCommit(false);
    }

    /**
     * Copies a case with its inquiries. In each copy the inquiry to one agency is queued, as if it had just been decided.
     *
     * @param template a case whose inquiry to {@code agency} is not answered yet
     */
    void multiply(UUID template, String agency, int copies) throws SQLException {
        run(
                "create temp table copy on commit drop as select n, gen_random_uuid() as case_id, gen_random_uuid() as inquiry"
                        + " from generate_series(1, " + copies + ") n");
        run(
                "insert into cases.case_file select r.* from copy k, cases.case_file c, lateral jsonb_populate_record(c, jsonb_build_object("
                        + "'id', k.case_id, 'number', 'copy-' || k.n, 'subject', 'copy-' || k.n, 'tracking', cases.tracking_code())) r where c.id = '"
                        + template + "'");
        run(
                "insert into cases.inquiry select r.* from copy k, cases.inquiry i, lateral jsonb_populate_record(i, jsonb_build_object("
                        + "'id', case i.agency when '" + agency
                        + "' then k.inquiry else gen_random_uuid() end, 'case_id', k.case_id,"
                        + " 'state', case i.agency when '" + agency + "' then 'QUEUED' else i.state end,"
                        + " 'emission', 1, 'attempts', 0, 'next_attempt', null)) r where i.case_id = '" + template
                        + "'");
        run(
                "insert into outbox.message select overlay(gen_random_uuid()::text placing '00' from 1 for 2)::uuid, 'inquiry."
                        + agency + "', inquiry from copy");
        connection.commit();
        // with natural growth, autovacuum would have analyzed the tables long before
        connection.setAutoCommit(true);
        run("analyze cases.case_file, cases.inquiry");
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
