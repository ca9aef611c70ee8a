package city.pishkhan.api.backup;

import java.util.List;
import java.util.UUID;

/** Repeats erasures of persons who were erased after the backup from which the hub was restored. */
public interface RepeatedErasures {

    /**
     * Erases the person's data in all bundles, whatever the state of the person's cases.
     *
     * @return numbers of the person's cases that are open in this hub
     */
    List<String> repeatErasure(UUID person);
}
