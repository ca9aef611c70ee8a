package city.pishkhan.persistence.copy;

import city.pishkhan.persistence.Tx;
import javax.sql.DataSource;

/** Creates transactions on a database other than the hub's own. */
public interface ScratchTx {
    /** Creates transactions on a database. */
    Tx on(DataSource database);
}
