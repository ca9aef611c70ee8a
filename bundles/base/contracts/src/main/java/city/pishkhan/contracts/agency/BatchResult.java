package city.pishkhan.contracts.agency;

import city.pishkhan.contracts.Problem;
import jakarta.annotation.Nullable;
import java.util.List;
import java.util.UUID;

/**
 * Results of a batch of answers.
 *
 * @param results one result per answer, in the order of the request
 */
public record BatchResult(List<Result> results) {

    /**
     * Result of one answer.
     *
     * @param inquiry the inquiry's id, as given in the answer
     * @param status  200, or the HTTP status of the problem
     * @param receipt acknowledgement; absent if the answer was rejected
     * @param problem reason of the rejection; absent if the answer was accepted
     */
    public record Result(@Nullable UUID inquiry, int status, @Nullable Receipt receipt, @Nullable Problem problem) {}
}
