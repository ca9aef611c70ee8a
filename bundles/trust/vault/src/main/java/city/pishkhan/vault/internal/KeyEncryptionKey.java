package city.pishkhan.vault.internal;

/** A key-encryption key (KEK): it wraps master keys, so that their files are useless without it. */
interface KeyEncryptionKey {
    /** Returns the reference in the configuration, e.g. {@code credential:pishkhan-kek}. */
    String reference();

    /** Returns an identifier that reveals nothing of the key's value. */
    String id();

    /**
     * Encrypts and authenticates a master key.
     *
     * @param bound context that must be given again to unwrap
     */
    byte[] wrap(String bound, byte[] secret);

    /**
     * Decrypts a master key.
     *
     * @throws IllegalStateException if it was altered, or wrapped with another key or context
     */
    byte[] unwrap(String bound, byte[] wrapped);
}
