/**
 * Papers that go one way: attested, their originals returned or summoned, wrong ones recalled. What the archive and cases know of them comes by
 * their services. Begin with {@link AttestationService}.
 */
package city.pishkhan.originals.internal;
