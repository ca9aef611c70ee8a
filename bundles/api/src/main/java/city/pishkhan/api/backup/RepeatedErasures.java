package city.pishkhan.api.backup;

import java.util.List;
import java.util.UUID;

/** Erases again who was erased after the backup was made that the hub was restored from. */
public interface RepeatedErasures {

    /**
     * Takes from every room what it has of the person, whatever the state of the person's cases.
     *
     * @return numbers of those of the person's cases that are open here
     */
    List<String> again(UUID person);
}
