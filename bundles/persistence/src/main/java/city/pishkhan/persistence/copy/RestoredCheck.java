package city.pishkhan.persistence.copy;

import java.util.List;

/** Holds what was restored in a scratch place against what it should be. Published as a service by whoever knows that; sends nothing. */
public interface RestoredCheck {

    /**
     * @param faults takes what does not hold, a line each
     * @return what was looked at, with figures, in one line
     */
    String check(Restored restored, List<String> faults) throws Exception;
}
