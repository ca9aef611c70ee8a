package city.pishkhan.contracts.agency;

import city.pishkhan.contracts.Problem;
import java.util.List;
import java.util.UUID;

/** What became of each answer, in the order in which they were sent. */
public record BatchResult(List<Result> results) {

    /**
     * @param status  200, or the HTTP status of the problem
     * @param receipt if it was taken
     * @param problem if it was refused
     */
    public record Result(UUID inquiry, int status, Receipt receipt, Problem problem) {}
}
