package city.pishkhan.platform.postgres;

import java.io.IOException;
import java.nio.file.Path;
import javax.sql.DataSource;

/** Creates separate database servers for work that must not touch the hub's database. */
public interface ScratchDatabases {

    /** A server with one empty database. Closing it deletes the folder. */
    interface ScratchDatabase extends AutoCloseable {
        DataSource dataSource();

        @Override
        void close() throws IOException;
    }

    /**
     * Starts a server.
     *
     * @param folder new folder for the server, on the disk of the hub's data
     */
    ScratchDatabase open(Path folder) throws IOException;
}
