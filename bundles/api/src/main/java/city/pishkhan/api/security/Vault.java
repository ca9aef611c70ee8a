package city.pishkhan.api.security;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Keeps personal values unreadable where they are stored. Every owner of such values (a person, a case) has a data key of its own; what
 * is sealed with it is gone for ever, from every copy that was made without the key, once that key is destroyed. Keys are made and
 * destroyed in the caller's transaction.
 */
public interface Vault {

    /** Makes a key for each of these that has none: in one go what {@link #seal} would do one by one. */
    void admit(Collection<UUID> owners);

    /**
     * Makes a key for each of these, of which the caller knows that none has one, such as ids that were made just now: without a statement of its own, with
     * the commit of the caller's transaction. Only inside a transaction.
     */
    default void admitNew(Collection<UUID> owners) {
        admit(owners);
    }

    /**
     * @param owner whose key; made if there is none
     * @param place what the value is and in which row it stands, e.g. {@code applicant.name 019ab…/0}: sealed with it, so that the value
     *              opens nowhere else
     * @param text  the value, or {@code null}
     * @return what may be stored; {@code null} for {@code null}
     * @throws IllegalStateException if the owner's key is destroyed
     */
    byte[] seal(UUID owner, String place, String text);

    /**
     * @param sealed what {@link #seal} made for this owner and place, or {@code null}
     * @return the value; empty for {@code null}, and where the key is destroyed
     * @throws IllegalStateException if the value was altered, or made for another owner or place
     */
    Optional<String> open(UUID owner, String place, byte[] sealed);

    /** As {@link #seal(UUID, String, String)} of a text that was made shorter. @param content is not {@code null} */
    byte[] sealBytes(UUID owner, String place, byte[] content);

    /** As {@link #open}, of what was sealed as text or as bytes. @param sealed is not {@code null} */
    Optional<byte[]> openBytes(UUID owner, String place, byte[] sealed);

    /**
     * A keyed digest by which a value is found again without being stored: equal for equal values, and of no use to who has not the key.
     *
     * @param value canonical, e.g. a national ID
     * @return 64 hex digits
     */
    String index(String value);

    /** Destroys the keys of these owners, so far as they have any. Nobody opens again what was sealed with them. */
    void destroy(Collection<UUID> owners);

    /** Whose keys the caller's transaction destroyed so far. Only inside a transaction. */
    default Collection<UUID> destroyedHere() {
        return List.of();
    }

    /** Whether the owner's key was destroyed. */
    boolean destroyed(UUID owner);
}
