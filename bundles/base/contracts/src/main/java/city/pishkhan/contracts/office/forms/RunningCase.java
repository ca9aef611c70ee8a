package city.pishkhan.contracts.office.forms;

import jakarta.annotation.Nullable;
import java.util.UUID;

/**
 * Running case of a subject and service; while it runs, a second one is refused.
 *
 * @param running {@code true} if there is one
 * @param id      id of the case, used in paths; absent if there is none or the caller may not see it
 * @param number  case number for people; absent in the same cases as {@code id}
 */
public record RunningCase(boolean running, @Nullable UUID id, @Nullable String number) {}
