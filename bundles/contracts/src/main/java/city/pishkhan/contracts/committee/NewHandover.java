package city.pishkhan.contracts.committee;

import jakarta.annotation.Nullable;
import java.util.List;

/**
 * Open cases of an office that may not go on with them, to be moved to another.
 *
 * @param to     code of the office that takes them; it must be one that could open such cases today
 * @param cases  numbers of cases, e.g. {@code 22-1405-0000123-2}, 1,000 at most; absent or empty for all that are open
 * @param reason why, 1 to 2,000 characters
 */
public record NewHandover(String to, @Nullable List<String> cases, String reason) {}
