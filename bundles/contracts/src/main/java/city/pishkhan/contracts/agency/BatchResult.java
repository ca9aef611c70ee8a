package city.pishkhan.contracts.agency;

import city.pishkhan.contracts.Problem;
import jakarta.annotation.Nullable;
import java.util.List;
import java.util.UUID;

/**
 * What became of a batch.
 *
 * @param results of each answer, in the order in which they were sent
 */
public record BatchResult(List<Result> results) {

    /**
     * What became of one answer.
     *
     * @param inquiry the inquiry's id, as the answer named it
     * @param status  200, or the HTTP status of the problem
     * @param receipt if it was taken
     * @param problem if it was refused
     */
    public record Result(@Nullable UUID inquiry, int status, @Nullable Receipt receipt, @Nullable Problem problem) {}
}
