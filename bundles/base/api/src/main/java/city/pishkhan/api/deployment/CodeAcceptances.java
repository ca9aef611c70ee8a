package city.pishkhan.api.deployment;

import java.util.Optional;

/**
 * Code that the whole hub accepts, with all its nodes. {@link city.pishkhan.api.governance.Approvals} accepts a digest by the act
 * {@code code-accept}. Thread-safe.
 */
public interface CodeAcceptances {

    /**
     * Returns {@code true} if two people, a release key or the founding accepted a file.
     *
     * @param sha256 SHA-256 of the file, as 64 lower-case hexadecimal digits
     */
    boolean isAccepted(String sha256);

    /**
     * Accepts a file that an accepted release key has signed, and journals it.
     *
     * @param name name of the file, for people
     * @param content the file
     * @param signature Ed25519 signature of the content
     * @return name of the key; empty if no accepted key made this signature
     */
    Optional<String> acceptSigned(String name, byte[] content, byte[] signature);

    /**
     * Accepts a bundle that is part of an accepted file, or that runs and that a rollback would install again; journals it once.
     *
     * @param sha256 digest of the part
     * @param name name of the whole, for people
     * @param whole digest of the accepted file
     */
    void acceptPart(String sha256, String name, String whole);
}
