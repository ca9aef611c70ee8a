/**
 * Papers that go one way: attested, their originals returned or summoned, wrong ones recalled. Uses the archive's index and the services of
 * cases. Begin with {@link AttestationService}.
 */
package city.pishkhan.archive.internal.originals;
