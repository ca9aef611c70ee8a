package city.pishkhan.persistence.copy;

import java.util.List;

/** Verifies a backup restored into a scratch environment. Bundles publish this service for the data they own. A check sends nothing. */
public interface RestoredCheck {

    /**
     * Runs the check.
     *
     * @param faults receives the faults found, one per line
     * @return one line with the figures of the check
     */
    String check(RestoredBackup restored, List<String> faults) throws Exception;
}
