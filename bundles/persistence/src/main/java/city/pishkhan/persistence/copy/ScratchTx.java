package city.pishkhan.persistence.copy;

import city.pishkhan.persistence.Tx;
import javax.sql.DataSource;

/** Transactions on a database that is not the hub's. */
public interface ScratchTx {
    Tx on(DataSource database);
}
