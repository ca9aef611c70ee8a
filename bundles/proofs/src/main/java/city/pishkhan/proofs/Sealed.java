package city.pishkhan.proofs;

/**
 * A seal with what its maker kept beside it. Neither is signed; both prove themselves, for only the right ones lead to the seal's root.
 *
 * @param seal     the seal
 * @param frontier {@link Frontier#encoded()} at its {@code to}
 * @param leaves   hashes of entries {@code from} to {@code to}, one after the other
 */
public record Sealed(Seal seal, byte[] frontier, byte[] leaves) {}
