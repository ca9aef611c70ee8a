package city.pishkhan.api.security;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Encrypts personal values in storage. Every owner of such values (a person, a case) has its own data key. After the key is
 * destroyed, its values cannot be read again, including those in copies made without the key. Keys are created and destroyed in
 * the caller's transaction.
 */
public interface Vault {

    /** Creates a key for each owner that has none. */
    void createKeys(Collection<UUID> owners);

    /**
     * Creates a key for each owner, if the caller knows that none has a key, e.g. for new ids. Needs no statement of its own; the
     * keys are written with the commit of the caller's transaction. Only inside a transaction.
     */
    default void createNewKeys(Collection<UUID> owners) {
        createKeys(owners);
    }

    /**
     * Encrypts a text.
     *
     * @param owner owner of the key; the key is created if there is none
     * @param place field and row of the value, e.g. {@code applicant.name 019ab…/0}: bound to the ciphertext, so that it cannot
     *              be decrypted in another place
     * @param text  the value, or {@code null}
     * @return the ciphertext to store; {@code null} for {@code null}
     * @throws IllegalStateException if the owner's key is destroyed
     */
    byte @Nullable [] seal(@Nullable UUID owner, String place, @Nullable String text);

    /**
     * Decrypts a text.
     *
     * @param sealed result of {@link #seal} for this owner and place, or {@code null}
     * @return the value; empty for {@code null}, and if the key is destroyed
     * @throws IllegalStateException if the value was altered, or sealed for another owner or place
     */
    Optional<String> open(@Nullable UUID owner, String place, byte @Nullable [] sealed);

    /**
     * As {@link #seal(UUID, String, String)}, for bytes such as compressed text.
     *
     * @param content not {@code null}
     */
    byte[] sealBytes(UUID owner, String place, byte[] content);

    /**
     * As {@link #open}, for a value that was sealed as text or as bytes.
     *
     * @param sealed not {@code null}
     */
    Optional<byte[]> openBytes(UUID owner, String place, byte[] sealed);

    /**
     * A keyed digest for finding a value without storing it: equal for equal values, and useless without the key.
     *
     * @param value canonical form, e.g. of a national ID
     * @return 64 hex digits
     */
    String index(String value);

    /**
     * A keyed digest (MAC) that proves that a hub of this city computed it. Independent of {@link #index}, and unchanged by a new master
     * key. A database without this city's master key cannot contain a valid one.
     *
     * @param purpose separates the values of different callers, e.g. a table
     * @param value unambiguous form of all values that the digest covers
     * @return 64 hex digits
     */
    String mac(String purpose, String value);

    /** Destroys the keys of these owners, if they have any. Their sealed values can never be read again. */
    void destroy(Collection<UUID> owners);

    /** Owners whose keys this transaction has destroyed. Only inside a transaction. */
    default Collection<UUID> destroyedInTransaction() {
        return List.of();
    }

    /** Returns {@code true} if the owner's key was destroyed. */
    boolean isDestroyed(UUID owner);
}
