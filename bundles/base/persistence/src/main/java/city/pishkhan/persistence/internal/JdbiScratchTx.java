package city.pishkhan.persistence.internal;

import city.pishkhan.persistence.Tx;
import city.pishkhan.persistence.copy.ScratchTx;
import javax.sql.DataSource;
import org.osgi.service.component.annotations.Component;

/** Implements {@link ScratchTx} with {@link JdbiTx}. */
@Component(service = ScratchTx.class)
public final class JdbiScratchTx implements ScratchTx {
    @Override
    public Tx on(DataSource database) {
        return new JdbiTx(database);
    }
}
