package city.pishkhan.platform.postgres;

import java.io.IOException;
import java.nio.file.Path;
import javax.sql.DataSource;

/** Database servers of their own, beside the hub's, for what must not touch it. */
public interface ScratchDatabases {

    /** A server with one empty database. Whoever closes it deletes the folder. */
    interface ScratchDatabase extends AutoCloseable {
        DataSource dataSource();

        @Override
        void close() throws IOException;
    }

    /** @param folder is made; on the disk of the hub's data */
    ScratchDatabase open(Path folder) throws IOException;
}
