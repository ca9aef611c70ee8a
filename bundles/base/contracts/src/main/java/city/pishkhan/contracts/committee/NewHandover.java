package city.pishkhan.contracts.committee;

import jakarta.annotation.Nullable;
import java.util.List;

/**
 * Request to move open cases of an office that may not continue them to another office.
 *
 * @param to     code of the new office; it must be qualified to open such cases today
 * @param cases  case numbers, e.g. {@code 22-1405-0000123-2}, up to 1,000; absent or empty for all open cases
 * @param reason reason, 1 to 2,000 characters
 */
public record NewHandover(String to, @Nullable List<String> cases, String reason) {}
