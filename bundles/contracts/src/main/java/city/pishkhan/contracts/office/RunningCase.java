package city.pishkhan.contracts.office;

import jakarta.annotation.Nullable;
import java.util.UUID;

/**
 * Whether a subject has a running case of a service, so that another one would be refused.
 *
 * @param running whether there is one
 * @param id      of the case, for paths; absent if there is none or the caller may not see it
 * @param number  by which people call it; absent as the id is
 */
public record RunningCase(boolean running, @Nullable UUID id, @Nullable String number) {}
