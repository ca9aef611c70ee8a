package city.pishkhan.contracts.operator;

import jakarta.annotation.Nullable;

/**
 * A way back that was begun.
 *
 * @param name    of what goes back
 * @param outcome what became of it; absent if it takes longer than the call: then it will be the first of that name at {@code deployments}
 */
public record RollbackBegun(String name, @Nullable Deployment outcome) {}
