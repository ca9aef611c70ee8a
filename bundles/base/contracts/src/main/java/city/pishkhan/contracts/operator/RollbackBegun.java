package city.pishkhan.contracts.operator;

import jakarta.annotation.Nullable;

/**
 * A started rollback.
 *
 * @param name    name of the bundle, feature or file
 * @param outcome outcome; absent if the rollback takes longer than the call. It then appears as the first entry of this name in
 *                {@code deployments}
 */
public record RollbackBegun(String name, @Nullable Deployment outcome) {}
