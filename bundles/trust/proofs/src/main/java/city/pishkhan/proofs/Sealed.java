package city.pishkhan.proofs;

/**
 * A seal with the frontier and leaves that were stored with it. They are not signed, but can be verified, because only correct
 * ones lead to the seal's root.
 *
 * @param seal the seal
 * @param frontier {@link Frontier#encoded()} at its {@code to}
 * @param leaves hashes of entries {@code from} to {@code to}, concatenated
 */
public record Sealed(Seal seal, byte[] frontier, byte[] leaves) {}
